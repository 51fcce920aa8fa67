import { inspect } from "node:util";
import { Copilot, type Middleware, RateLimitError } from "copilot-sdk";
import { expect, test } from "vitest";
import { type Arrival, startJsonServer } from "./support/json-server.ts";

const ids = Array.from({ length: 10 }, (_, index) => String(index));

test("concurrent calls of two clients send their own keys, base URLs and headers", async () => {
  // The server responds only after all calls have arrived.
  const gate = new Gate(2 * ids.length);
  const { url, arrivals } = await startJsonServer(async ({ key, path }) => {
    await gate.pass();
    return { body: { id: path.split("/").at(-1), key } };
  });
  const north = new Copilot({ ...tenant(url, "north"), defaultHeaders: { "X-Tenant": "north" } });
  const south = new Copilot({ ...tenant(url, "south"), defaultHeaders: { "X-Tenant": "south" } });
  const results = await Promise.all(
    ids.flatMap((id) => [north.clients.retrieve(`north-${id}`), south.clients.retrieve(`south-${id}`)]),
  );
  expect(results).toEqual(
    ids.flatMap((id) => [
      { id: `north-${id}`, key: "key-of-north" },
      { id: `south-${id}`, key: "key-of-south" },
    ]),
  );
  expect(arrivals.filter(({ key }) => key === "key-of-north")).toHaveLength(ids.length);
  expect(arrivals.filter((arrival) => !isWhollyOf(arrival, tenantOf(arrival)))).toEqual([]);
});

test("creating a client does not change an existing one", async () => {
  const { url, arrivals } = await startJsonServer(() => ({ body: { data: [] } }));
  const north = new Copilot({ ...tenant(url, "north"), defaultHeaders: { "X-Tenant": "north" } });
  await north.companies.list();
  const south = new Copilot({ ...tenant(url, "south"), defaultHeaders: { "X-Tenant": "south" } });
  await south.companies.list();
  await north.companies.list();
  expect(arrivals.map(tenantOf)).toEqual(["north", "south", "north"]);
  expect(arrivals.filter((arrival) => !isWhollyOf(arrival, tenantOf(arrival)))).toEqual([]);
});

test("a derived client does not change the original one", async () => {
  const { url, arrivals } = await startJsonServer(() => ({ body: { data: [] } }));
  const north = new Copilot({ ...tenant(url, "north"), defaultHeaders: { "X-Tenant": "north" } });
  const south = north.withOptions({ ...tenant(url, "south"), defaultHeaders: { "X-Tenant": "south" } });
  await Promise.all([north.companies.list(), south.companies.list(), north.companies.list()]);
  expect(arrivals.map(tenantOf).sort()).toEqual(["north", "north", "south"]);
  expect(arrivals.filter((arrival) => !isWhollyOf(arrival, tenantOf(arrival)))).toEqual([]);
});

test("headers of a call do not affect later calls", async () => {
  const { url, arrivals } = await startJsonServer(() => ({ body: { data: [] } }));
  const north = new Copilot(tenant(url, "north"));
  const south = new Copilot(tenant(url, "south"));
  const headers = { "X-API-KEY": "key-of-this-call", "X-Trace": "7" };
  await Promise.all([north.companies.list({}, { headers }), north.companies.list(), south.companies.list()]);
  await north.companies.list();
  const keys = arrivals.map(({ key, headers: { "x-trace": trace } }) => [key, trace]);
  expect(keys.sort()).toEqual([
    ["key-of-north", undefined],
    ["key-of-north", undefined],
    ["key-of-south", undefined],
    ["key-of-this-call", "7"],
  ]);
});

test("all pages of a list use the same key, even with calls of other clients in between", async () => {
  const { url, arrivals } = await startJsonServer(({ path }) => ({
    body: { data: [{ id: path }], ...(path.includes("nextToken=3") ? {} : { nextToken: nextToken(path) }) },
  }));
  const north = new Copilot(tenant(url, "north"));
  const south = new Copilot(tenant(url, "south"));
  const pages = [north.clients.list().iterPages(), south.clients.list().iterPages()];
  for (let turn = 0; turn < 4; turn++) await Promise.all(pages.map((each) => each.next()));
  expect(arrivals.map(tenantOf).sort()).toEqual([...Array(4).fill("north"), ...Array(4).fill("south")]);
  expect(arrivals.filter((arrival) => arrival.key !== `key-of-${tenantOf(arrival)}`)).toEqual([]);
});

test("the middleware of a client only gets the requests of this client", async () => {
  const { url } = await startJsonServer(() => ({ body: { data: [] } }));
  const seen: string[] = [];
  const watch: Middleware = (next) => (request) => {
    seen.push(request.headers.get("X-API-KEY") ?? "none");
    return next(request);
  };
  const north = new Copilot({ ...tenant(url, "north"), middleware: [watch] });
  const south = new Copilot(tenant(url, "south"));
  await Promise.all([north.companies.list(), south.companies.list(), north.tasks.list(), south.tasks.list()]);
  expect(seen).toEqual(["key-of-north", "key-of-north"]);
});

test("an exhausted rate limit delays only calls with the same key", async () => {
  const gate = new Gate(Number.POSITIVE_INFINITY);
  const { url, arrivals } = await startJsonServer(async ({ key }) => {
    if (key === "key-of-north") await gate.pass();
    return { body: { data: [] } };
  });
  const rateLimit = { requests: 3, perSeconds: 0.05 };
  const north = new Copilot({ apiKey: "key-of-north", baseURL: url, rateLimit });
  const northAgain = new Copilot({ apiKey: "key-of-north", baseURL: url, rateLimit });
  const south = new Copilot({ apiKey: "key-of-south", baseURL: url, rateLimit });
  const elsewhere = new Copilot({ apiKey: "key-of-north", baseURL: `${url}/elsewhere`, rateLimit });
  const calls = ids.map((_, index) => (index % 2 === 0 ? north : northAgain).companies.list());
  // These succeed although the rate limit of the other key is exhausted.
  await Promise.all(ids.map(() => south.companies.list()));
  const sent = arrivals.filter(({ key }) => key === "key-of-north");
  expect(sent).toHaveLength(3);
  expect(north.rateLimit.state()).toMatchObject({ inFlight: 3, queued: ids.length - 3 });
  expect(northAgain.rateLimit.state()).toEqual(north.rateLimit.state());
  expect(south.rateLimit.state()).toMatchObject({ inFlight: 0, queued: 0 });
  expect(elsewhere.rateLimit.state()).toMatchObject({ inFlight: 0, queued: 0, available: 3 });
  gate.open();
  await Promise.all(calls);
  expect(arrivals.filter(({ key }) => key === "key-of-north")).toHaveLength(ids.length);
});

test("a 429 for one key does not delay calls with another", async () => {
  const { url } = await startJsonServer(({ key }) =>
    key === "key-of-north"
      ? { status: 429, headers: { "retry-after": "3600" }, body: { message: "Too many requests" } }
      : { body: { data: [] } },
  );
  const north = new Copilot({ apiKey: "key-of-north", baseURL: url });
  const south = new Copilot({ apiKey: "key-of-south", baseURL: url });
  const refused = north.companies.list({}, { deadline: 5_000 });
  await expect(refused).rejects.toBeInstanceOf(RateLimitError);
  await expect(south.companies.list()).resolves.toMatchObject({ data: [] });
  expect(south.rateLimit.state()?.pausedFor).toBe(0);
});

test("clients share only one registry in the process, which contains no key", async () => {
  const { url } = await startJsonServer(() => ({ body: { data: [] } }));
  await new Copilot({ apiKey: "key-of-north", baseURL: url }).companies.list();
  const ours = Object.getOwnPropertySymbols(globalThis).filter((each) => /copilot/i.test(String(each)));
  expect(ours).toHaveLength(1);
  const registry = (globalThis as unknown as Record<symbol, unknown>)[ours[0] as symbol];
  const everything = inspect(registry, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  expect(everything).toContain("SlotRateLimiter");
  expect(everything).not.toContain("key-of-north");
});

/** Blocks callers until a number of them are waiting, or until it is opened. */
class Gate {
  readonly #opened = Promise.withResolvers<void>();
  #missing: number;

  constructor(size: number) {
    this.#missing = size;
  }

  pass(): Promise<void> {
    if (--this.#missing === 0) this.open();
    return this.#opened.promise;
  }

  open(): void {
    this.#opened.resolve();
  }
}

function tenant(url: string, name: string): { readonly apiKey: string; readonly baseURL: string } {
  return { apiKey: `key-of-${name}`, baseURL: `${url}/${name}` };
}

/** The client whose base URL a request used. */
function tenantOf({ path }: Arrival): string {
  return path.split("/")[1] ?? "";
}

function isWhollyOf({ key, headers, path }: Arrival, name: string): boolean {
  const others = name === "north" ? "south" : "north";
  return key === `key-of-${name}` && headers["x-tenant"] === name && !path.includes(others);
}

/** The cursor of the page after the requested one. */
function nextToken(path: string): string {
  return String(Number(/nextToken=(\d+)/.exec(path)?.[1] ?? 0) + 1);
}
