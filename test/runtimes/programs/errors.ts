// Failed calls in every runtime. Imports nothing that is specific to one of them. The stacks of the errors must contain the
// functions named `caller`.
import { APIConnectionError, APIError, type ClientOptions, Copilot, NotFoundError } from "copilot-sdk";

/** The environment of the tests. */
export interface Surroundings {
  /** A server that responds with 404, except to a list of two pages whose second page is missing. */
  readonly url: string;
  /** A local URL where nothing listens. */
  readonly closedUrl: string;
}

/** A failure for the output. */
export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  readonly stack: readonly string[];
  readonly isAPIError: boolean;
  readonly isConnectionError: boolean;
  readonly isNotFoundError: boolean;
  readonly hasCause: boolean;
  /** The number of calls of `fetch`, if counted. */
  readonly calls?: number;
}

const API_KEY = "a-secret-key";

/** `Array.fromAsync`, or what it does where Node is too old for it. */
const { fromAsync = collected } = Array as { fromAsync?: typeof collected };

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The outcomes of every kind of call that can fail. */
export async function collectErrors({
  url,
  closedUrl,
}: Surroundings): Promise<Readonly<Record<string, ErrorReport>>> {
  const client = (options: ClientOptions = {}): Copilot =>
    new Copilot({
      apiKey: API_KEY,
      baseURL: url,
      logLevel: "off",
      maxRetries: 0,
      dangerouslyAllowBrowser: true,
      ...options,
    });
  const copilot = client();
  const retrieve = () => copilot.tasks.retrieve("no-such-task");
  const hanging = (): Promise<Response> => new Promise(() => {});
  let calls = 0;

  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    await: async function caller() {
      await retrieve();
    },
    "an await that comes later": async function caller() {
      const call = retrieve();
      await Promise.resolve();
      await call;
    },
    "then that nobody awaits": function caller() {
      return new Promise((_, reject) => {
        retrieve().then(() => {}, reject);
      });
    },
    "catch that nobody awaits": function caller() {
      return new Promise((_, reject) => {
        retrieve().catch(reject);
      });
    },
    "Promise.all": async function caller() {
      await Promise.all([retrieve(), retrieve()]);
    },
    withResponse: async function caller() {
      await retrieve().withResponse();
    },
    asResponse: async function caller() {
      await retrieve().asResponse();
    },
    "for await": async function caller() {
      for await (const task of copilot.tasks.list()) void task;
    },
    "for await with prefetch": async function caller() {
      for await (const task of copilot.tasks.list({}, { prefetch: true })) void task;
    },
    iterPages: async function caller() {
      for await (const page of copilot.tasks.list().iterPages()) void page;
    },
    toArray: async function caller() {
      await copilot.tasks.list().toArray();
    },
    "Array.fromAsync": async function caller() {
      await fromAsync(copilot.tasks.list());
    },
    "Array.fromAsync of pages": async function caller() {
      await fromAsync(copilot.tasks.list().iterPages());
    },
    getNextPage: async function caller() {
      const page = await copilot.tasks.list();
      await page.getNextPage();
    },
    "a parameter that cannot be sent": async function caller() {
      await copilot.tasks.retrieve("");
    },
    "a timeout": async function caller() {
      await client({ fetch: hanging, timeout: 20 }).tasks.retrieve("1");
    },
    "a signal": async function caller() {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 20);
      await client({ fetch: hanging }).tasks.retrieve("1", { signal: controller.signal });
    },
    "a full queue": async function caller() {
      const busy = client({ apiKey: "another-key", fetch: hanging, rateLimit: { requests: 1, maxQueue: 0 } });
      busy.tasks.retrieve("1", { timeout: 2_000 }).catch(() => {});
      await busy.tasks.retrieve("2");
    },
    "a file that cannot be created": async function caller() {
      const params = { channelId: "1", path: "a.txt" };
      await copilot.files.upload(params, new Blob(["bytes"]));
    },
    "nobody listens": async function caller() {
      await client({ baseURL: `${closedUrl}/prefix` }).tasks.retrieve("1");
    },
    "an unknown host": async function caller() {
      await client({ baseURL: "http://no-such-host.invalid" }).tasks.retrieve("1");
    },
    "https without TLS": async function caller() {
      await client({ baseURL: url.replace("http:", "https:") }).tasks.retrieve("1");
    },
    "a mistake in fetch": async function caller() {
      const fetch = (): Promise<Response> => {
        calls++;
        return Promise.reject(new TypeError("responses.next is not a function"));
      };
      await client({ fetch, maxRetries: 2 }).tasks.retrieve("1");
    },
  };
  const reports: Record<string, ErrorReport> = {};
  for (const [name, way] of Object.entries(ways)) {
    calls = 0;
    const error: unknown = await way().then(
      () => new Error("it did not fail"),
      (failure: unknown) => failure,
    );
    reports[name] = reportOf(error, calls);
  }
  return reports;
}

function reportOf(error: unknown, calls: number): ErrorReport {
  const { name, message, stack = "", cause } = error as Error;
  return {
    name,
    message,
    stack: stack.split("\n"),
    isAPIError: error instanceof APIError,
    isConnectionError: error instanceof APIConnectionError,
    isNotFoundError: error instanceof NotFoundError,
    hasCause: cause !== undefined,
    ...(calls > 0 && { calls }),
  };
}
