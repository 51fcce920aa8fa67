import Bottleneck from "bottleneck";
import { Redis } from "ioredis";
import pLimit from "p-limit";
import pRetry from "p-retry";
import pThrottle from "p-throttle";
import { Copilot, type RateLimitOptions } from "../../../packages/copilot-sdk/dist/index.js";
import { redisRateLimit } from "../../../packages/redis/dist/index.js";
import { BenchError } from "../bench-error.ts";
import { loadOfficialSdk } from "../official-sdk.ts";
import type { BurstSettings } from "./settings.ts";
import type { WorkerTask } from "./worker-messages.ts";

/** Makes a call to the API. Rejects if it fails after all retries. */
export type Call = (id: string) => Promise<unknown>;

/** A client for many calls to an API with a rate limit. */
export interface Contender {
  /** The name on the command line. */
  readonly name: string;
  /** The name in the report. */
  readonly title: string;
  /** The limiter state that its processes can share. */
  readonly shares: readonly BurstSettings["share"][];
  /** Prepares the calls of a process. */
  prepare(task: WorkerTask): Call | Promise<Call>;
}

const apiKey = "a-key-for-the-bench";

/** All contenders, in the order of their runs. */
export const contenders: readonly Contender[] = [
  { name: "ours", title: "copilot-sdk", shares: ["none"], prepare: (task) => callOurs(task) },
  {
    name: "ours-shared-key",
    title: "copilot-sdk, sharedKey",
    shares: ["none"],
    prepare: (task) => callOurs(task, { sharedKey: true }),
  },
  {
    name: "ours-redis",
    title: "copilot-sdk + @copilot-sdk/redis",
    shares: ["redis"],
    prepare: (task) => callOurs(task, { limiter: redisRateLimit(redisOf(task)) }),
  },
  {
    name: "p-throttle",
    title: "fetch + p-throttle strict",
    shares: ["none"],
    prepare: (task) => throttle(task)(callFetch(task)),
  },
  {
    name: "p-throttle-p-retry",
    title: "the same + p-retry",
    shares: ["none"],
    prepare: (task) => withRetries(throttle(task)(callFetch(task))),
  },
  {
    name: "bottleneck-reservoir",
    title: "fetch + bottleneck reservoir",
    shares: ["none", "redis"],
    prepare: (task) => reservoir(task).wrap(callFetch(task)),
  },
  {
    name: "bottleneck-spacing",
    title: "fetch + bottleneck minTime",
    shares: ["none", "redis"],
    prepare: (task) => spacing(task).wrap(callFetch(task)),
  },
  {
    name: "p-limit-p-retry",
    title: "fetch + p-limit + p-retry",
    shares: ["none"],
    prepare: (task) => {
      const limit = pLimit(task.settings.rps);
      const call = withRetries(callFetch(task));
      return (id) => limit(call, id);
    },
  },
  {
    name: "official-bottleneck",
    title: "official SDK + bottleneck",
    shares: ["none", "redis"],
    prepare: async (task) => spacing(task).wrap(await callOfficial(task)),
  },
  { name: "official", title: "official SDK", shares: ["none"], prepare: callOfficial },
  { name: "fetch", title: "fetch", shares: ["none"], prepare: callFetch },
];

/** @throws BenchError if there is no contender with this name. */
export function findContender(name: string): Contender {
  const contender = contenders.find((each) => each.name === name);
  if (contender === undefined) throw new BenchError(`there is no contender ${name}`);
  return contender;
}

function callOurs({ url, settings }: WorkerTask, options: RateLimitOptions = {}): Call {
  // The rate limit of the API, 20 per second, is the default.
  const rateLimit = settings.rps === 20 ? options : { ...options, requests: settings.rps };
  const copilot = new Copilot({ apiKey, baseURL: url, rateLimit });
  return (id) => copilot.clients.retrieve(id);
}

function redisOf({ redisSocket }: WorkerTask): Redis {
  if (redisSocket === undefined) throw new BenchError("nothing is shared; see --share redis");
  return new Redis(redisSocket);
}

function callFetch({ url }: WorkerTask): Call {
  return async (id) => {
    const response = await fetch(`${url}/v1/clients/${id}`, { headers: { "X-API-KEY": apiKey } });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  };
}

async function callOfficial({ url }: WorkerTask): Promise<Call> {
  const { copilotApi, OpenAPI } = await loadOfficialSdk();
  OpenAPI.BASE = url;
  const copilot = copilotApi({ apiKey });
  return async (id) => copilot.retrieveClient({ id });
}

function throttle({ settings }: WorkerTask): (call: Call) => Call {
  return pThrottle({ limit: settings.rps, interval: 1000, strict: true });
}

/** The defaults: ten retries after 1, 2, 4 ... seconds. */
function withRetries(call: Call): Call {
  return (id) => pRetry(() => call(id));
}

/** All calls of a second at once, then none until the next second. */
function reservoir(task: WorkerTask): Bottleneck {
  const { rps } = task.settings;
  return new Bottleneck({
    ...sharedBy(task),
    reservoir: rps,
    reservoirRefreshAmount: rps,
    reservoirRefreshInterval: 1000,
  });
}

/** Evenly spaced calls. */
function spacing(task: WorkerTask): Bottleneck {
  return new Bottleneck({ ...sharedBy(task), minTime: 1000 / task.settings.rps });
}

/** Connects the limiters of several processes. */
function sharedBy({ redisSocket }: WorkerTask): Bottleneck.ConstructorOptions {
  if (redisSocket === undefined) return {};
  const connection = new Bottleneck.IORedisConnection({ client: new Redis(redisSocket) });
  return { id: "bench", connection };
}
