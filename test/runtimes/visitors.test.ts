// Visitors of a worker share a client, its rate limit and its quota, but cannot use the I/O of another request.
import { setTimeout as sleep } from "node:timers/promises";
import { test as baseTest, describe, expect, inject } from "vitest";
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

/** A worker with visitors, and the origin that it calls. */
interface Site {
  readonly origin: Origin;
  readonly worker: ServerProcess;
  /** The outcomes of the calls of a visitor, who leaves after `patience` ms. */
  readonly visit: (what: Visit, patience?: number) => Promise<readonly string[]>;
}

// The tests run at the same time, because they wait for the rate limit. Each has a site of its own.
describe.concurrent.each(Object.entries(MODES))(`${workerd.name}, with %s`, (_, flags) => {
  const test = baseTest.extend<{ readonly site: Site }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the used fixtures from the pattern.
    site: async ({}, use) => {
      const origin = await startOrigin();
      const bindings = { ORIGIN: origin.url, KEY: "a-key" };
      const worker = await startWorker(consumer, "visitors-worker.mjs", bindings, flags);
      await use({ origin, worker, visit: (what, patience) => visit(worker, what, patience) });
      await worker.stop();
      await origin.stop();
    },
  });

  const done = (count: number): readonly string[] => Array.from({ length: count }, () => "done");

  test(
    "a visitor waits for slots that an earlier visitor has used",
    cell(workerd.name, "visitors"),
    async ({ site: { origin, visit } }) => {
      expect(await visit({ calls: 20 })).toEqual(done(20));
      expect(await visit({ calls: 1 })).toEqual(done(1));
      expect(origin.refused).toBe(0);
    },
  );

  test(
    "a visitor is served though calls of one who was answered wait",
    cell(workerd.name, "visitors"),
    async ({ site: { origin, visit } }) => {
      expect(await visit({ calls: 35, awaited: 10 })).toEqual(done(10));
      expect(await visit({ calls: 1 })).toEqual(done(1));
      expect(await visit({ calls: 1 })).toEqual(done(1));
      expect(origin.refused).toBe(0);
    },
  );

  test(
    "a visitor is served though another one left while it waited",
    cell(workerd.name, "visitors"),
    async ({ site: { visit } }) => {
      expect(await visit({ calls: 20 })).toEqual(done(20));
      const leaving = visit({ calls: 1 }, 300);
      await sleep(100);
      const waiting = visit({ calls: 1 });
      await expect(leaving).rejects.toThrow("timeout");
      expect(await waiting).toEqual(done(1));
      expect(await visit({ calls: 1 })).toEqual(done(1));
    },
  );

  test(
    "ten visitors complete ten calls each",
    cell(workerd.name, "visitors"),
    async ({ site: { origin, visit } }) => {
      const visits = Array.from({ length: 10 }, () => visit({ calls: 10 }));
      for (const outcomes of await Promise.all(visits)) expect(outcomes).toEqual(done(10));
      expect([origin.arrivals.length, origin.refused]).toEqual([100, 0]);
    },
  );

  test(
    "visitors are served after one who left with all slots in flight and more waiting",
    cell(workerd.name, "visitors"),
    async ({ site: { origin, worker, visit } }) => {
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
      async ({ site: { worker, visit } }) => {
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
    async ({ site: { origin, visit } }) => {
      const visits = Array.from({ length: 5 }, () => visit({ calls: 3, counted: true }));
      for (const outcomes of await Promise.all(visits)) expect(outcomes).toEqual(done(3));
      expect(await visit({ calls: 2, counted: true })).toEqual(done(2));
      // A count is repeated if its visitor leaves before it is confirmed.
      expect(origin.count).toBeGreaterThanOrEqual(17);
    },
  );
});

async function visit({ url }: ServerProcess, what: Visit, patience = 20_000): Promise<readonly string[]> {
  const query = Object.entries(what).map(([name, value]) => `${name}=${value}`);
  const response = await fetch(`${url}/calls?${query.join("&")}`, { signal: AbortSignal.timeout(patience) });
  expect(response.status).toBe(200);
  return (await response.json()) as readonly string[];
}
