import type { Feature } from "@copilot-sdk/generator/kit";
import { type DuplicateStore, webhooks } from "@copilot-sdk/webhooks";
import { Copilot } from "copilot-sdk";
import { createTestSessionToken } from "copilot-sdk/session";

type Call = (exported: (...values: never[]) => unknown) => unknown;

/**
 * Uses what a snippet exports, so that it does what the reader's program would do with it. A new kind of export needs an entry here: a snippet that
 * nothing uses is reported.
 */
export async function useExports(module: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const unused: string[] = [];
  for (const [name, value] of Object.entries(module)) {
    const call = CALLS[name];
    if (typeof value !== "function") continue;
    if (call === undefined) unused.push(name);
    else await call(value as never);
  }
  return unused;
}

const apiKey = "test";
const session = { workspaceId: "w_1", clientId: "c_1" };

function expectStatus(response: unknown, status: number): void {
  if (!(response instanceof Response) || response.status !== status)
    throw new Error(
      `${status} was expected, not ${response instanceof Response ? response.status : response}`,
    );
}

const event = { eventType: "client.created", created: "2026-01-01T00:00:00Z", data: { id: "c_1" } };

async function signedRequest(): Promise<Request> {
  const body = JSON.stringify(event);
  const headers = await webhooks.generateTestHeaders(body, { secret: "test" });
  return new Request("https://app.test/webhooks", { method: "POST", body, headers });
}

const token = (): Promise<string> => createTestSessionToken(session, { apiKey });

/** A feature writes nothing for a package without a client. */
function useFeature(feature: unknown): unknown {
  const { emit, modules } = feature as Feature;
  const pack = { kind: "webhooks", folder: "events", resources: [] } as never;
  return [modules?.(pack), emit?.(pack)];
}

/** How exported functions are called, by their names. */
const CALLS: Readonly<Record<string, Call>> = {
  POST: async (post) => expectStatus(await post((await signedRequest()) as never), 200),
  GET: async (get) =>
    expectStatus(await get(new Request(`https://app.test/?token=${await token()}`) as never), 200),
  handle: (handle) => handle(event as never),
  // A request in one snippet, an event in another.
  receive: async (receive) => receive(Object.assign(await signedRequest(), event) as never),
  open: async (open) => open((await token()) as never),
  whoOpened: async (who) => who((await token()) as never),
  exportLater: async (later) => later((await token()) as never),
  fromRegion: async (from) => from((await token()) as never),
  isClientOfCompany: async (isClient) => isClient((await Copilot.fromSession(await token())) as never),
  redisDuplicates: async (store) => {
    const redis = { set: async () => null, eval: async () => 1 };
    const { begin, done, failed } = store(redis as never) as DuplicateStore;
    await Promise.all([begin("a", 1000), done("a"), failed("a")]);
  },
  operationIds: (make) => useFeature(make()),
  operationList: (make) => useFeature(make()),
  default: (make) => useFeature(make()),
  explain: (explain) => explain({ status: 404, body: { message: "none" } } as never),
};
