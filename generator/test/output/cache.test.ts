import { readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test, vi } from "vitest";
import { cacheFolder, readCached, writeCached } from "../../src/output/index.ts";
import { makeFolder } from "../support/folder.ts";

const contentsOf = (...texts: readonly string[]) => Readable.from(texts.map((text) => Buffer.from(text)));

test("keeps data with contents, which may have any bytes", async () => {
  const folder = await makeFolder({});
  await writeCached(folder, "one", { count: 2, text: "a\nb" }, contentsOf("x\n{}\n", "", "é\0"));
  await writeCached(folder, "two", [], contentsOf());
  const { value, contents } = readCached(folder, "one") ?? {};
  expect(value).toEqual({ count: 2, text: "a\nb" });
  expect(contents?.map((content) => Buffer.from(content).toString())).toEqual(["x\n{}\n", "", "é\0"]);
  expect(readCached(folder, "two")).toEqual({ value: [], contents: [] });
  expect(readCached(folder, "three")).toBeUndefined();
});

test("keeps nothing if one of the contents is missing, and leaves no file", async () => {
  const folder = await makeFolder({});
  async function* contents() {
    yield Buffer.from("first");
    yield undefined;
  }
  await writeCached(folder, "one", {}, contents());
  expect(await readdir(folder)).toEqual([]);
});

test("keeps the 50 entries that were written last", async () => {
  const folder = await makeFolder({});
  await writeCached(folder, "oldest", {}, contentsOf());
  const [oldest = ""] = await readdir(folder);
  await utimes(join(folder, oldest), 0, 0);
  for (let index = 1; index < 50; index += 1) await writeCached(folder, String(index), {}, contentsOf());
  expect(readCached(folder, "oldest")).toBeDefined();
  await writeCached(folder, "50", {}, contentsOf());
  expect(readCached(folder, "oldest")).toBeUndefined();
  expect(await readdir(folder)).toHaveLength(50);
});

test.skipIf(process.platform === "win32")("keeps contents for this user only", async () => {
  const folder = await makeFolder({});
  await writeCached(folder, "one", {}, contentsOf("secret"));
  const [file = ""] = await readdir(folder);
  expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
});

test("does not use an entry in which one byte is damaged, or that is cut off", async () => {
  const folder = await makeFolder({});
  await writeCached(folder, "one", { text: "a" }, contentsOf("content"));
  const [name = ""] = await readdir(folder);
  const file = join(folder, name);
  const whole = await readFile(file);
  const end = whole.lastIndexOf("\n");
  for (let place = end; place < whole.byteLength; place += 1) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(place) ^ 1, place);
    await writeFile(file, damaged);
    expect(readCached(folder, "one"), damaged.toString()).toBeUndefined();
    await writeFile(file, whole.subarray(0, place));
    expect(readCached(folder, "one"), `${place} bytes`).toBeUndefined();
  }
  await writeFile(file, whole);
  expect(readCached(folder, "one")).toBeDefined();
});

test("keeps nothing where no folder can be created", async () => {
  const folder = await makeFolder({ file: "" });
  await writeCached(join(folder, "file/cache"), "one", {}, contentsOf());
  expect(await readdir(folder)).toEqual(["file"]);
});

test.skipIf(process.getuid === undefined)("does not use an entry of another user", async () => {
  const folder = await makeFolder({});
  await writeCached(folder, "one", {}, contentsOf());
  const user = process.getuid?.() ?? 0;
  vi.spyOn(process, "getuid").mockReturnValue(user + 1);
  expect(readCached(folder, "one")).toBeUndefined();
  vi.restoreAllMocks();
  expect(readCached(folder, "one")).toBeDefined();
});

test.each<readonly [what: string, home: () => string]>([
  [
    "whose home folder is unknown, as in a container whose user has no name",
    () => {
      throw new Error("no such user");
    },
  ],
  ["with an empty HOME", () => ""],
  ["with a relative HOME", () => "home"],
])("a user %s has no cache", (_what, home) => {
  vi.spyOn(os, "homedir").mockImplementation(home);
  syncBuiltinESMExports();
  expect(cacheFolder({ XDG_CACHE_HOME: "cache" })).toBeUndefined();
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  expect(cacheFolder({ XDG_CACHE_HOME: "cache" })).toBeDefined();
});
