// A client in a separate process that counts in a file: the saved counts when it ends, and when it is killed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endWithThisProcess } from "../../../../test/support/children/end-with-this-process.js";
import type { Logger } from "../../src/index.js";
import { fileQuotaStore } from "../../src/quota-file/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { retrieveItem, scriptedFetch, shop } from "../support/shop.js";

const CALLER = fileURLToPath(new URL("./call-with-quota.mjs", import.meta.url));

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quota-process-"));
  path = join(folder, "quota");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** How many requests are unsaved when a save starts. */
const BATCH = 20;

/**
 * Runs the program, and returns its output lines.
 *
 * @param killAfter Kills it after this number of requests; if that is more than a batch, not before a save has ended, however slow the disk is.
 */
async function run(
  times: number,
  row: number,
  killAfter = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const parameters = [CALLER, path, String(times), String(row)];
  const child = endWithThisProcess(
    spawn(process.execPath, parameters, { stdio: ["ignore", "pipe", "inherit"] }),
  );
  const exited = once(child, "exit");
  const lines: string[] = [];
  let sent = 0;
  let mayEnd = killAfter <= BATCH;
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === "sent") sent++;
    if (line.startsWith("end")) mayEnd = true;
    if (mayEnd && sent >= killAfter) child.kill("SIGKILL");
  }
  await exited;
  return lines;
}

const sentIn = (lines: readonly string[]): number => lines.filter((line) => line === "sent").length;

/** Index of the last line of a kind; -1 if there is none. */
const lastOf = (lines: readonly string[], kind: string): number =>
  lines.map((line) => line.split(" ")[0]).lastIndexOf(kind);

/** The only total in the file. */
async function total(): Promise<number> {
  const lines = (await readFile(path, "utf8").catch(() => "")).split("\n").slice(1, -1);
  expect(lines.length).toBeLessThanOrEqual(1);
  return lines.length === 0 ? 0 : (JSON.parse(lines[0] ?? "") as { used: number }).used;
}

test("a program exits by itself, and every request that it sent is saved", async () => {
  expect(await run(7, 1)).toContain("used 7");
  expect(await run(5, 5)).toContain("used 12");
  expect(await total()).toBe(12);
});

test("kill -9 loses at most the batch being written and later requests, and the count never goes back", async () => {
  let before = 0;
  for (const [round, killAfter] of [3, 17, 41, 55, 70, 88, 120, 150].entries()) {
    const lines = await run(1_000_000, 1 + (round % 3), killAfter);
    const after = await total();
    expect(after).toBeGreaterThanOrEqual(before);
    // A request is counted just before it is reported, so one more may be counted than reported.
    expect(after - before).toBeLessThanOrEqual(sentIn(lines) + 1 + (round % 3));

    // Every request sent before the last completed save started is in the file.
    const ended = lastOf(lines, "end");
    const began = lastOf(lines.slice(0, Math.max(ended, 0)), "begin");
    expect(after - before).toBeGreaterThanOrEqual(sentIn(lines.slice(0, Math.max(began, 0))));

    // A save starts when a batch is unsaved, unless another is in progress.
    const sinceEnd = lines.slice(ended + 1);
    const next = sinceEnd.findIndex((line) => line.startsWith("begin"));
    const waiting = next === -1 ? sinceEnd : sinceEnd.slice(0, next);
    expect(sentIn(waiting)).toBeLessThanOrEqual(BATCH + 1 + (round % 3));
    before = after;
  }
  // Six rounds are longer than a batch, so each completed a save; on a slow machine, of fewer requests than a batch.
  expect(before).toBeGreaterThanOrEqual(6);
});

test("a damaged file is kept as a copy and logged as a warning, and its intact lines still count", async () => {
  const clock = new FakeClock();
  const lines: string[] = [];
  const silent = (): void => {};
  const logger: Logger = {
    error: silent,
    warn: (line) => void lines.push(line),
    info: silent,
    debug: silent,
  };
  const client = (clock: FakeClock): ReturnType<typeof shop> =>
    shop({
      clock,
      logger,
      logLevel: "warn",
      fetch: scriptedFetch(),
      quota: { limit: 100, store: fileQuotaStore(path) },
    });
  await run(0, 1);
  const first = client(clock);
  for (let call = 0; call < 30; call++) await clock.finish(first.request(retrieveItem, { id: "1" }));
  const store = fileQuotaStore(path);
  const saved = async (name: string): Promise<number> => store.load(name, "2026-01-01T00:00:00.000Z");
  await expect.poll(async () => (await readdir(folder)).join()).toBe("quota");
  const { name } = JSON.parse((await readFile(path, "utf8")).split("\n")[1] ?? "") as { name: string };
  const known = await saved(name);
  expect(known).toBeGreaterThanOrEqual(20);

  await writeFile(path, `${await readFile(path, "utf8")}{"name":"half a li`);
  const later = new FakeClock();
  const second = client(later);
  await second.request(retrieveItem, { id: "1" });
  expect(lines).toEqual([
    expect.stringMatching(/was damaged; it is kept as .*\.corrupt-.*; counting continues in memory/),
  ]);
  expect((await readdir(folder)).filter((each) => each.includes(".corrupt-"))).toHaveLength(1);
  await later.advance(250);
  await expect.poll(() => second.quota.state()?.used).toBe(known + 1);
});
