import { readdir, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readCached, writeCached } from "../../src/output/index.ts";
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
