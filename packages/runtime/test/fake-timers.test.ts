// Clients with the system clock, in tests that install fake timers, advance them and uninstall them.
import { install } from "@sinonjs/fake-timers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ApiClient, type ClientOptions, type Fetch, MemoryQuotaStore } from "../src/index.js";
import { json, retrieveItem, scriptedFetch, shop } from "./support/shop.js";

/** Test frameworks, each with the globals that it can replace. */
interface Fakes {
  install(...only: readonly ("setTimeout" | "clearTimeout" | "Date")[]): void;
  advance(milliseconds: number): Promise<unknown>;
  remove(): void;
}

function vitestFakes(): Fakes {
  return {
    install: (...only) => vi.useFakeTimers(only.length > 0 ? { toFake: [...only] } : {}),
    advance: (milliseconds) => vi.advanceTimersByTimeAsync(milliseconds),
    remove: () => vi.useRealTimers(),
  };
}

function sinonFakes(): Fakes {
  let clock: ReturnType<typeof install> | undefined;
  return {
    install(...only) {
      clock = install(
        only.length > 0 ? { toFake: [...only] } : { toNotFake: ["nextTick", "queueMicrotask"] },
      );
    },
    advance: async (milliseconds) => clock?.tickAsync(milliseconds),
    remove() {
      clock?.uninstall();
      clock = undefined;
    },
  };
}

let keys = 0;
/** A separate limit and key for each test. A window is 200 ms long, so that tests that wait for it in real time are short. */
function client(options: ClientOptions = {}): ApiClient {
  const rateLimit = { requests: 5, perSeconds: 0.2, recoverySeconds: 0.2 };
  return shop({ apiKey: `key-${keys++}`, fetch: scriptedFetch(() => json({})), rateLimit, ...options });
}

const WINDOW = 200;
const LIMIT = 5;
const call = (api: ApiClient): Promise<unknown> => api.request(retrieveItem, { id: "1" }).then();
const calls = (api: ApiClient, count: number): Promise<unknown[]> =>
  Promise.all(Array.from({ length: count }, () => call(api)));
/** Rejects the first request. */
const refusesOnce = (): Fetch =>
  scriptedFetch(
    () => json({}, 429, { "retry-after": "0.3" }),
    () => json({}),
  );

describe.each([
  ["vitest", vitestFakes],
  ["sinon", sinonFakes],
])("with the fake timers of %s", (_, make) => {
  let fakes: Fakes;
  beforeEach(() => {
    fakes = make();
  });
  afterEach(() => fakes.remove());

  /** Advances the timers until a promise is settled. How often depends on the real time that the calls take. */
  async function advanceUntil<Result>(promise: Promise<Result>): Promise<Result> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    while (!isSettled) await fakes.advance(50);
    return promise;
  }

  test("a call with a free slot completes without advancing the timers", async () => {
    fakes.install();
    await expect(call(client())).resolves.toEqual({});
  });

  test("calls are paced in fake time", async () => {
    fakes.install();
    const done = calls(client(), 4 * LIMIT);
    await fakes.advance(4 * WINDOW);
    expect(await done).toHaveLength(4 * LIMIT);
  });

  test("calls are paced by the fake timers when only the timers are fake", async () => {
    fakes.install("setTimeout", "clearTimeout");
    expect(await advanceUntil(calls(client(), 4 * LIMIT))).toHaveLength(4 * LIMIT);
  });

  test("calls are paced by the fake timers when only the timers and Date are fake", async () => {
    fakes.install("setTimeout", "clearTimeout", "Date");
    expect(await advanceUntil(calls(client(), 4 * LIMIT))).toHaveLength(4 * LIMIT);
  });

  test("a call in real time waits at most a window after slots were used an hour ahead in fake time", async () => {
    const api = client();
    fakes.install();
    await fakes.advance(3_600_000);
    await calls(api, LIMIT);
    fakes.remove();
    const start = performance.now();
    await call(api);
    // Much less than the hour, on a busy machine as well.
    expect(performance.now() - start).toBeLessThan(100 * WINDOW);
  });

  test("a call in real time waits at most for the pause after a 429 an hour ahead in fake time", async () => {
    const api = client({ fetch: refusesOnce() });
    fakes.install();
    await fakes.advance(3_600_000);
    const refused = call(api);
    await fakes.advance(400);
    await refused;
    fakes.remove();
    await expect(call(api)).resolves.toEqual({});
  });

  test("a call in fake time waits at most a window after slots were used in real time", async () => {
    const api = client();
    await calls(api, LIMIT);
    fakes.install();
    const done = call(api);
    await fakes.advance(WINDOW + 1);
    await expect(done).resolves.toEqual({});
  });

  test("slots used more than a window ago in real time are free in fake time", async () => {
    const api = client();
    await calls(api, LIMIT);
    // A timer of a busy process may fire early, because it counts from the start of the current turn.
    const end = performance.now() + WINDOW;
    while (performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    fakes.install();
    await expect(call(api)).resolves.toEqual({});
  });

  test("a call in fake time waits at most for the pause after a 429 in real time", async () => {
    const api = client({ fetch: refusesOnce(), maxRetries: 0 });
    await expect(call(api)).rejects.toThrow();
    fakes.install();
    const done = call(api);
    await fakes.advance(301);
    await expect(done).resolves.toEqual({});
  });

  test("a wait that started in real time ends in real time even if fake timers are installed meanwhile", async () => {
    const api = client();
    const done = calls(api, LIMIT + 1);
    await vi.waitFor(() => expect(api.rateLimit.state()?.cooling).toBe(LIMIT), { timeout: 60_000 });
    const { setTimeout } = globalThis;
    fakes.install();
    await new Promise((resolve) => setTimeout(resolve, WINDOW + 5));
    // A real timer may be early by less than a millisecond; the rest is waited for in fake time.
    await fakes.advance(2);
    await expect(done).resolves.toHaveLength(LIMIT + 1);
  });

  test("waits whose fake timers were removed end with the next call", async () => {
    const api = client();
    fakes.install();
    const abandoned = calls(api, LIMIT + 1);
    await fakes.advance(1);
    fakes.remove();
    await expect(call(api)).resolves.toEqual({});
    await expect(abandoned).resolves.toHaveLength(LIMIT + 1);
  });

  test("a timeout set in real time is cleared when the call ends in fake time", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    let respond = (_: Response): void => {};
    const response = new Promise<Response>((resolve) => {
      respond = resolve;
    });
    const cleared = vi.spyOn(globalThis, "clearTimeout");
    const done = call(client({ fetch: () => response, timeout: 5_000 }));
    await Promise.resolve();
    fakes.install();
    respond(json({}));
    await done;
    expect(cleared).toHaveBeenCalledOnce();
    expect(warn).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  test("retries and timeouts run in fake time", async () => {
    fakes.install();
    const retried = call(client({ fetch: scriptedFetch(json({}, 503), () => json({})) }));
    const timedOut = call(client({ fetch: hangs, timeout: 1_000, maxRetries: 0 })).catch(
      ({ name }: Error) => name,
    );
    await fakes.advance(1_000);
    await expect(retried).resolves.toEqual({});
    await expect(timedOut).resolves.toBe("APIConnectionTimeoutError");
  });

  test("quota counts whose fake timer was removed are saved with the next call", async () => {
    const store = new MemoryQuotaStore();
    const add = vi.spyOn(store, "add");
    const api = client({ quota: { limit: 100, store } });
    fakes.install();
    await call(api);
    fakes.remove();
    await call(api);
    // The date of sinon's clock is in another month.
    await vi.waitFor(() => expect(add.mock.calls.reduce((sum, [, , count]) => sum + count, 0)).toBe(2), {
      timeout: 60_000,
    });
  });

  test("round trips measured in fake time do not affect calls in real time", async () => {
    let delay = 150;
    const fetch: Fetch = () => new Promise((resolve) => setTimeout(() => resolve(json({})), delay));
    const api = client({ fetch });
    fakes.install();
    for (let trip = 0; trip < 10; trip++) {
      const done = call(api);
      await fakes.advance(WINDOW);
      await done;
    }
    fakes.remove();
    delay = 0;
    const start = performance.now();
    await calls(api, LIMIT);
    await call(api);
    expect(performance.now() - start).toBeGreaterThanOrEqual(WINDOW);
  });
});

const hangs: Fetch = (_, init) =>
  new Promise((_, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
  });
