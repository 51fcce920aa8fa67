// Counts in a file, shared by processes that may be killed at any moment.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endWithThisProcess } from "../../../../test/support/children/end-with-this-process.js";
import { fileQuotaStore } from "../../src/quota-file/index.js";

const COUNTER = fileURLToPath(new URL("./count-in-file.mjs", import.meta.url));
const JANUARY = "2026-01-01T00:00:00.000Z";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quota-"));
  path = join(folder, "deep", "quota");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("a file of counts", () => {
  test("keeps counts by name and month, and the next store reads them", async () => {
    const store = fileQuotaStore(path);
    expect(await store.load("a", JANUARY)).toBe(0);
    expect(await store.add("a", JANUARY, 3)).toBe(3);
    expect(await store.add("a", JANUARY, 4)).toBe(7);
    expect(await store.add("b", JANUARY, 1)).toBe(1);
    const next = fileQuotaStore(path);
    expect(await next.load("a", JANUARY)).toBe(7);
    expect(await next.load("a", "2026-02-01T00:00:00.000Z")).toBe(0);
    expect(await readdir(join(folder, "deep"))).toEqual(["quota"]);
  });

  test("loses no count when processes write at the same time", async () => {
    const counters = Array.from({ length: 4 }, () => endWithThisProcess(fork(COUNTER, [path, "25"])));
    const codes = await Promise.all(counters.map(async (counter) => (await once(counter, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(await fileQuotaStore(path).load("a", JANUARY)).toBe(100);
  });

  test("never goes back when processes are killed while writing", async () => {
    let told = 0;
    for (let round = 0; round < 8; round++) {
      const counter = endWithThisProcess(fork(COUNTER, [path, "1000000"]));
      counter.on("message", (total: number) => {
        told = Math.max(told, total);
      });
      await once(counter, "message");
      for (let more = 0; more < round; more++) await once(counter, "message");
      counter.kill("SIGKILL");
      await once(counter, "exit");
    }
    const store = fileQuotaStore(path);
    const total = await store.add("a", JANUARY, 1);
    expect(total).toBeGreaterThan(told);
    expect(await fileQuotaStore(path).load("a", JANUARY)).toBe(total);
  });

  test.each([
    ["cut off", (text: string) => text.slice(0, -5)],
    ["not a quota file", () => "not a quota"],
    ["empty", () => ""],
    ["a negative count", (text: string) => text.replace('"used":7', '"used":-7')],
  ])("that is damaged (%s) is reported and kept as a copy, and counting continues", async (_, damage) => {
    const store = fileQuotaStore(path);
    await store.add("a", JANUARY, 7);
    const damaged = damage(await readFile(path, "utf8"));
    await writeFile(path, damaged);
    await expect(store.add("a", JANUARY, 1)).rejects.toThrow(/was damaged; it is kept as .*\.corrupt-/);
    expect(await store.add("a", JANUARY, 1)).toBe(8);
    const kept = (await readdir(join(folder, "deep"))).find((name) => name.startsWith("quota.corrupt-"));
    expect(await readFile(join(folder, "deep", kept ?? ""), "utf8")).toBe(damaged);
  });
});
