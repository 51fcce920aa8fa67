// Many processes count in one file, and are killed and suspended at random: no count is lost or doubled, and no process is blocked.
import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endWithThisProcess } from "../../../../test/support/children/end-with-this-process.js";
import { fileQuotaStore } from "../../src/quota-file/index.js";

const COUNTER = fileURLToPath(new URL("./count-in-file.mjs", import.meta.url));
const JANUARY = "2026-01-01T00:00:00.000Z";
const PROCESSES = 5;

let folder: string;
let path: string;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quota-stress-"));
  path = join(folder, "quota");
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  await rm(folder, { recursive: true, force: true });
});

/** Starts a process that counts until it is killed, or this number of times, and reports each total. */
function count(told: (total: number) => void, times = 1_000_000, staleAfter = 5_000): ChildProcess {
  const child = endWithThisProcess(fork(COUNTER, [path, String(times), String(staleAfter)]));
  children.add(child);
  return child.on("message", told);
}

/** Waits until a process has ended and everything that it reported is here. */
async function ended(child: ChildProcess): Promise<void> {
  await Promise.all([once(child, "exit"), once(child, "disconnect")]);
  children.delete(child);
}

test("processes killed at random lose no saved count, and count none twice", async () => {
  const totals: number[] = [];
  let kills = 0;
  /** Runs one process after another, and kills each after some counts, at a random moment within a count. */
  const live = async (lives: number): Promise<void> => {
    for (let life = 0; life < lives; life++) {
      let left = Math.floor(Math.random() * 12);
      const child = count((total) => {
        totals.push(total);
        if (left-- === 0) setImmediate(() => child.kill("SIGKILL"));
      });
      await ended(child);
      kills++;
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, () => live(5)));
  // A process that is not killed is not blocked by those that were.
  await ended(count((total) => totals.push(total), 10));

  expect(new Set(totals).size).toBe(totals.length);
  const total = await fileQuotaStore(path).load("a", JANUARY);
  // Each killed process may have saved one count that it did not report.
  expect(total).toBeGreaterThanOrEqual(totals.length);
  expect(total).toBeLessThanOrEqual(totals.length + kills);
  expect(await readdir(folder)).toEqual(["quota"]);
});

test("processes paused at random for longer than a lock lives lose no count", async ({ skip }) => {
  skip(process.platform === "win32", "Windows cannot stop a process for a while");
  const totals: number[] = [];
  const arrivals = new EventEmitter();
  const counters = Array.from({ length: PROCESSES }, () =>
    count((total) => arrivals.emit("total", totals.push(total)), 40, 20),
  );
  const ends = counters.map(ended);
  /** Suspends a process at a random moment, and resumes it when the others have counted five times or ended. */
  const freeze = async (index: number): Promise<void> => {
    const isOver = Promise.all(ends.filter((_, other) => other !== index));
    counters[index]?.kill("SIGSTOP");
    for (let more = 0; more < 5; more++) await Promise.race([isOver, once(arrivals, "total")]);
    counters[index]?.kill("SIGCONT");
  };
  while (totals.length < 20) await once(arrivals, "total");
  for (let round = 0; round < 12; round++) await freeze(round % PROCESSES);
  await Promise.all(ends);

  expect(totals).toHaveLength(PROCESSES * 40);
  expect(new Set(totals).size).toBe(totals.length);
  expect(await fileQuotaStore(path).load("a", JANUARY)).toBe(totals.length);
});
