// The lock beside a file: who waits for whom, and what becomes of a lock that nobody gives back.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withFileLock } from "../../src/quota-file/file-lock.js";
import { fileQuotaStore } from "../../src/quota-file/index.js";

const JANUARY = "2026-01-01T00:00:00.000Z";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quota-lock-"));
  path = join(folder, "quota");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([["what a killed process wrote"], [""]])(
  "a lock left behind (%j) is removed, with what its holder wrote aside",
  async (holder) => {
    await writeFile(`${path}.lock`, holder);
    const aside = `${path}.${holder.replaceAll(" ", "")}.new`;
    if (holder !== "") await writeFile(aside, "half a fi");
    const started = performance.now();
    expect(await fileQuotaStore(path, { staleAfter: 100 }).add("a", JANUARY, 1)).toBe(1);
    expect(performance.now() - started).toBeGreaterThanOrEqual(99);
    expect(await readdir(folder)).toEqual(["quota"]);
  },
);

test("a lock is not left behind while its holders change, however long that takes", async () => {
  const holders = Array.from({ length: 20 }, (_, index) => index);
  let inside = 0;
  const most: number[] = [];
  await Promise.all(
    holders.map(() =>
      withFileLock(path, 30, async (lock) => {
        most.push(++inside);
        await lock.replace("text");
        inside--;
      }),
    ),
  );
  expect(most).toEqual(holders.map(() => 1));
});

test("whoever lost the lock cannot replace the file any more", async () => {
  await writeFile(path, "before");
  const lost = withFileLock(path, 1_000, async (lock) => {
    await writeFile(`${path}.lock`, "another");
    await lock.replace("too late");
  });
  await expect(lost).rejects.toThrow("took the lock");
  expect(await readFile(path, "utf8")).toBe("before");
  expect(await readFile(`${path}.lock`, "utf8")).toBe("another");
  expect((await readdir(folder)).sort()).toEqual(["quota", "quota.lock"]);
});

test("what a lock says cannot lead to another file", async () => {
  await writeFile(join(folder, "precious.new"), "precious");
  await writeFile(`${path}.lock`, "/../precious");
  await fileQuotaStore(path, { staleAfter: 50 }).add("a", JANUARY, 1);
  expect((await readdir(folder)).sort()).toEqual(["precious.new", "quota"]);
});

test("a file that cannot be written is an error, and what could not be saved is not counted", async () => {
  await writeFile(path, "");
  const store = fileQuotaStore(join(path, "inside-a-file"));
  await expect(store.add("a", JANUARY, 1)).rejects.toThrow();
  await rm(path);
  expect(await store.add("a", JANUARY, 1)).toBe(1);
});
