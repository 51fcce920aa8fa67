// Visitors of one worker count together, in a runtime where no request may use another's timers and promises.
import { expect, test } from "vitest";
import { ApiClient, type Fetch, MemoryQuotaStore } from "../../src/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { json, retrieveItem, shopApi } from "../support/shop.js";
import { VisitorClock } from "../support/visitor-clock.js";

/** A slow store, whose promises do not settle for a visitor who has left. */
class SlowStore extends MemoryQuotaStore {
  loads = 0;
  readonly added: number[] = [];
  readonly #wait: Fetch;

  constructor(wait: Fetch) {
    super();
    this.#wait = wait;
  }

  override async load(name: string, period: string): Promise<number> {
    this.loads++;
    await this.#wait("https://store.test");
    return super.load(name, period);
  }

  override async add(name: string, period: string, count: number): Promise<number> {
    this.added.push(count);
    await this.#wait("https://store.test");
    return super.add(name, period, count);
  }
}

function worker({ storeTakes = 50, serverTakes = 100 } = {}) {
  const time = new FakeClock();
  const clock = new VisitorClock(time);
  const taking = (milliseconds: number): Fetch =>
    clock.bound(() => new Promise((resolve) => time.setTimeout(() => resolve(json({})), milliseconds)));
  const store = new SlowStore(taking(storeTakes));
  const client = new ApiClient(shopApi, {
    apiKey: "a-key",
    logLevel: "off",
    rateLimit: false,
    quota: { limit: 1_000, store },
    fetch: taking(serverTakes),
    clock,
  });
  const call = (visitor: string): Promise<unknown> =>
    clock.visit(visitor, () => client.request(retrieveItem, { id: "1" }).then());
  return { time, clock, store, client, call };
}

test("one visitor loads the store for all, and none awaits another's promise", async () => {
  const { time, store, call } = worker();
  await time.finish(Promise.all(["a", "a", "b", "c", "c"].map(call)));
  expect(store.loads).toBe(1);
});

test("the next visitor loads the store when the one loading it leaves", async () => {
  const { time, clock, store, call } = worker();
  void call("a");
  await time.advance(10);
  clock.leave("a");
  await time.finish(Promise.all(["b", "c"].map(call)));
  expect(store.loads).toBe(2);
});

test("requests are saved while they are in flight, so visitors can leave after the response", async () => {
  const { time, clock, store, client, call } = worker();
  for (const visitor of ["a", "b", "c", "d"]) {
    await time.finish(call(visitor));
    clock.leave(visitor);
  }
  expect(store.added).toEqual([1, 1, 1, 1]);
  expect(client.quota.state()).toMatchObject({ used: 4 });
});

test("requests counted at the same moment are saved together, and no visitor awaits another's save", async () => {
  const { time, store, client, call } = worker({ storeTakes: 80 });
  await time.finish(call("a"));
  void call("b");
  await time.advance(10);
  await time.finish(Promise.all(["c", "d", "d"].map(call)));
  expect(store.added).toEqual([1, 1, 3]);
  expect(client.quota.state()).toMatchObject({ used: 5 });
});

test("a count is saved again when its visitor leaves during the save", async () => {
  const { time, clock, store, call } = worker();
  await time.finish(call("a"));
  void call("b");
  await time.advance(10);
  clock.leave("b");
  await time.advance(600);
  await time.finish(call("c"));
  expect(store.added).toEqual([1, 1, 2]);
});
