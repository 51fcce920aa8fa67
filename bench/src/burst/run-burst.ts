import { BenchError } from "../bench-error.ts";
import { Child } from "../child.ts";
import type { Contender } from "./contenders.ts";
import { type BurstFigures, burstFigures } from "./figures.ts";
import { startRedis } from "./redis-server.ts";
import type { Arrival, FromServer, ToServer } from "./server-messages.ts";
import type { BurstSettings } from "./settings.ts";
import type { FromWorker, ToWorker, WorkerResult, WorkerTask } from "./worker-messages.ts";

/**
 * Makes all calls of a contender at once, against a new server.
 *
 * @throws BenchError if a process ends unexpectedly, or redis-server is needed but missing.
 */
export async function runBurst(contender: Contender, settings: BurstSettings): Promise<BurstFigures> {
  await using stack = new AsyncDisposableStack();
  const redis = settings.share === "redis" ? stack.use(await startRedis()) : undefined;
  const server = new Child<ToServer, FromServer>("burst/server-process.ts");
  stack.defer(() => server.end());
  server.send({ kind: "start", settings });
  const { url } = expectKind(await server.receive(), "listening");
  const workers = callsOfProcesses(settings).map((calls, process) => {
    const worker = new Child<ToWorker, FromWorker>("burst/worker-process.ts");
    stack.defer(() => worker.end());
    const redisSocket = redis?.socket;
    const task: WorkerTask = { settings, contender: contender.name, process, calls, url, redisSocket };
    worker.send({ kind: "prepare", task });
    return worker;
  });
  await Promise.all(workers.map(async (worker) => expectKind(await worker.receive(), "ready")));
  const results = await Promise.all(workers.map(makeCalls));
  const arrivals = await reportOf(server);
  return burstFigures(contender, settings, results, arrivals, (await redis?.scripts()) ?? null);
}

/** The number of calls of each process. The first ones get the remainder. */
function callsOfProcesses({ calls, processes }: BurstSettings): readonly number[] {
  const rest = calls % processes;
  return Array.from(
    { length: processes },
    (_, index) => Math.floor(calls / processes) + (index < rest ? 1 : 0),
  );
}

async function makeCalls(worker: Child<ToWorker, FromWorker>): Promise<WorkerResult> {
  worker.send({ kind: "go" });
  return expectKind(await worker.receive(), "done").result;
}

async function reportOf(server: Child<ToServer, FromServer>): Promise<readonly Arrival[]> {
  server.send({ kind: "report" });
  return expectKind(await server.receive(), "arrivals").arrivals;
}

function expectKind<Message extends { readonly kind: string }, Kind extends Message["kind"]>(
  message: Message,
  kind: Kind,
): Extract<Message, { readonly kind: Kind }> {
  if (message.kind !== kind)
    throw new BenchError(`a process said ${message.kind} where ${kind} was expected`);
  return message as Extract<Message, { readonly kind: Kind }>;
}
