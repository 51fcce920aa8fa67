// Visitors of a worker share a client, its rate limit and its quota, but cannot use the I/O of another request.
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import type { ServerProcess } from "../support/server-process.ts";
import { cell } from "./support/cells.ts";
import { type Origin, startOrigin } from "./support/origin.ts";
import { workerd } from "./support/runtimes.ts";
import { startWorker } from "./support/worker.ts";

const consumer = inject("consumer");

/** Whether code that awaits a promise resumes in its own request, or in the request that settles the promise. */
const MODES: Readonly<Record<string, readonly string[]>> = {
  "promises that go on in their own request": [],
  "promises that go on in the request that settles them": ["no_handle_cross_request_promise_resolution"],
};

/** The calls of a visitor. */
interface Visit {
  readonly calls: number;
  /** The number of calls that are awaited before the response is sent. Default: all. */
  readonly awaited?: number;
  /** Name of a signal shared by visitors. */
  readonly signal?: string;
  /** Whether the quota counts the calls. Default: false. */
  readonly counted?: true;
}

describe.each(Object.entries(MODES))(`${workerd.name}, with %s`, (_, flags) => {
  let origin: Origin;
  let worker: ServerProcess;
  beforeEach(async () => {
    origin = await startOrigin();
    worker = await startWorker(consumer, "visitors-worker.mjs", { ORIGIN: origin.url, KEY: "a-key" }, flags);
  });
  afterEach(async () => {
    await worker.stop();
    await origin.stop();
  });

  /** The outcomes of the calls of a visitor, who leaves after `patience` ms. */
  async function visit(what: Visit, patience = 20_000): Promise<readonly string[]> {
    const query = Object.entries(what).map(([name, value]) => `${name}=${value}`);
    const address = `${worker.url}/calls?${query.join("&")}`;
    const response = await fetch(address, { signal: AbortSignal.timeout(patience) });
    expect(response.status).toBe(200);
    return (await response.json()) as readonly string[];
  }
  const done = (count: number): readonly string[] => Array.from({ length: count }, () => "done");

  test(
    "a visitor waits for slots that an earlier visitor has used",
    cell(workerd.name, "visitors"),
    async () => {
      expect(await visit({ calls: 20 })).toEqual(done(20));
      expect(await visit({ calls: 1 })).toEqual(done(1));
      expect(origin.refused).toBe(0);
    },
  );

  test(
    "a visitor is served though calls of one who was answered wait",
    cell(workerd.name, "visitors"),
    async () => {
      expect(await visit({ calls: 35, awaited: 10 })).toEqual(done(10));
      expect(await visit({ calls: 1 })).toEqual(done(1));
      expect(await visit({ calls: 1 })).toEqual(done(1));
      expect(origin.refused).toBe(0);
    },
  );

  test(
    "a visitor is served though another one left while it waited",
    cell(workerd.name, "visitors"),
    async () => {
      expect(await visit({ calls: 20 })).toEqual(done(20));
      const leaving = visit({ calls: 1 }, 300);
      await sleep(100);
      const waiting = visit({ calls: 1 });
      await expect(leaving).rejects.toThrow("timeout");
      expect(await waiting).toEqual(done(1));
      expect(await visit({ calls: 1 })).toEqual(done(1));
    },
  );

  test("ten visitors complete ten calls each", cell(workerd.name, "visitors"), async () => {
    const visits = Array.from({ length: 10 }, () => visit({ calls: 10 }));
    for (const outcomes of await Promise.all(visits)) expect(outcomes).toEqual(done(10));
    expect([origin.arrivals.length, origin.refused]).toEqual([100, 0]);
  });

  test(
    "visitors are served after one who left with all slots in flight and more waiting",
    cell(workerd.name, "visitors"),
    async () => {
      expect(await visit({ calls: 25, awaited: 0 })).toEqual([]);
      for (let visitor = 0; visitor < 5; visitor++) expect(await visit({ calls: 1 }, 5_000)).toEqual(done(1));
      expect(origin.refused).toBe(0);
      const state = await (await fetch(`${worker.url}/state`)).json();
      expect(state).toMatchObject({ queued: 0, inFlight: 0 });
    },
  );

  // In the other mode, code that awaits a call would resume in the request that aborts it, as with any promise.
  if (flags.length === 0) {
    test(
      "visitors with a shared signal are all notified when one of them aborts it",
      cell(workerd.name, "visitors"),
      async () => {
        expect(await visit({ calls: 20 })).toEqual(done(20));
        const visits = ["a", "b"].map(() => visit({ calls: 2, signal: "shared" }));
        await sleep(200);
        await fetch(`${worker.url}/abort?signal=shared`);
        const aborted = ["APIUserAbortError", "APIUserAbortError"];
        expect(await Promise.all(visits)).toEqual([aborted, aborted]);
        expect(await visit({ calls: 1 })).toEqual(done(1));
      },
    );
  }

  test(
    "visitors count their requests together, in a store that they reach by fetch",
    cell(workerd.name, "visitors"),
    async () => {
      const visits = Array.from({ length: 5 }, () => visit({ calls: 3, counted: true }));
      for (const outcomes of await Promise.all(visits)) expect(outcomes).toEqual(done(3));
      expect(await visit({ calls: 2, counted: true })).toEqual(done(2));
      // A count is repeated if its visitor leaves before it is confirmed.
      expect(origin.count).toBeGreaterThanOrEqual(17);
    },
  );
});
