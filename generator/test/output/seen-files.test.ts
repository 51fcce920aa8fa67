import { rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SeenFiles } from "../../src/output/seen-files.ts";
import { makeFolder } from "../support/folder.ts";

/** Looks at a file long after its last change. */
const muchLater = () => Date.now() + 60_000;
/** A time that both contents of a file get. */
const TIME = new Date("2026-01-01T00:00:00Z");

test("a file that did not change is read once", async () => {
  const path = join(await makeFolder({ "a.ts": "one" }), "a.ts");
  const seen = new SeenFiles(muchLater);
  const first = await seen.look(path);
  expect(first.bytes?.toString()).toBe("one");
  expect(await seen.look(path)).toBe(first);
});

test("a file that has just changed is read again, since it may change again at the same time", async () => {
  const path = join(await makeFolder({ "a.ts": "one" }), "a.ts");
  const seen = new SeenFiles();
  expect(await seen.look(path)).not.toBe(await seen.look(path));
});

describe("a change is noticed", () => {
  const changes: { readonly [name: string]: (path: string) => Promise<void> } = {
    "of the content, with the same size and time": async (path) => {
      await writeFile(path, "two");
      await utimes(path, TIME, TIME);
    },
    "by an editor that replaces the file, with the same size and time": async (path) => {
      await writeFile(`${path}.new`, "two");
      await utimes(`${path}.new`, TIME, TIME);
      await rename(`${path}.new`, path);
    },
    "of a file that is removed": (path) => rm(path),
    "of a file that becomes a link": async (path) => {
      await rename(path, `${path}.old`);
      await symlink(`${path}.old`, path);
    },
  };
  test.each(Object.keys(changes))("%s", async (name) => {
    const path = join(await makeFolder({ "a.ts": "one" }), "a.ts");
    await utimes(path, TIME, TIME);
    const seen = new SeenFiles(muchLater);
    const { present } = await seen.look(path);
    await changes[name]?.(path);
    const now = await seen.look(path);
    expect(now.present).not.toBe(present);
    expect(now).toEqual(await new SeenFiles().look(path));
  });
});
