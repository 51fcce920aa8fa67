import { mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyChanges, type Change } from "../../src/output/index.ts";
import { makeFolder, readText } from "../support/folder.ts";

const BEFORE = { "p/a.ts": "old a", "p/b.ts": "old b", "p/deep/gone.ts": "stray", "p/.sdkgen": "" };

const CHANGES: readonly Change[] = [
  { kind: "update", path: "p/a.ts", text: "new a" },
  { kind: "update", path: "p/b.ts", text: "new b" },
  { kind: "create", path: "p/new/c.ts", text: "new c" },
  { kind: "delete", path: "p/deep/gone.ts" },
  { kind: "unchanged", path: "p/.sdkgen" },
];

/** All files and folders with their contents. */
async function snapshot(root: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const pairs = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    return [
      entry.isDirectory() ? `${path}/` : path,
      entry.isFile() ? await readText(root, path) : "",
    ] as const;
  });
  return Object.fromEntries((await Promise.all(pairs)).sort());
}

/** Moves `times` files, then fails once. */
function failingAfter(times: number): (from: string, to: string) => Promise<void> {
  let left = times;
  return async (from, to) => {
    left -= 1;
    if (left === -1) throw new Error("no space left on device");
    await rename(from, to);
  };
}

describe("applying changes", () => {
  test("creates, replaces and deletes files, and removes empty folders", async () => {
    const root = await makeFolder(BEFORE);
    await applyChanges(CHANGES, root);
    expect(await snapshot(root)).toEqual({
      "p/": "",
      "p/.sdkgen": "",
      "p/a.ts": "new a",
      "p/b.ts": "new b",
      "p/new/": "",
      "p/new/c.ts": "new c",
    });
  });

  test.each([0, 1, 2, 3])("a failure after %i moves changes nothing", async (times) => {
    const root = await makeFolder(BEFORE);
    const before = await snapshot(root);
    await expect(applyChanges(CHANGES, root, failingAfter(times))).rejects.toMatchObject({
      diagnostics: [{ code: "write-failed", message: expect.stringContaining("no space left on device") }],
    });
    expect(await snapshot(root)).toEqual(before);
  });

  test("without changes, the output folder is not even created", async () => {
    const root = join(await makeFolder(), "none");
    await applyChanges([{ kind: "unchanged", path: "a.ts" }], root);
    await expect(readdir(root)).rejects.toThrow("ENOENT");
  });

  test("first removes stray files that have the path of a generated file or folder", async () => {
    const root = await makeFolder({ "p/src": "a file", "p/x.ts/inner.ts": "a folder", "p/.sdkgen": "" });
    await mkdir(join(root, "elsewhere"));
    await symlink(join(root, "elsewhere"), join(root, "p/lib"));
    await applyChanges(
      [
        { kind: "create", path: "p/src/a.ts", text: "a" },
        { kind: "create", path: "p/x.ts", text: "x" },
        { kind: "create", path: "p/lib/b.ts", text: "b" },
        { kind: "delete", path: "p/src" },
        { kind: "delete", path: "p/x.ts/inner.ts" },
        { kind: "delete", path: "p/lib" },
      ],
      root,
    );
    expect(await snapshot(root)).toMatchObject({ "p/src/a.ts": "a", "p/x.ts": "x", "p/lib/b.ts": "b" });
    expect(await readdir(join(root, "elsewhere"))).toEqual([]);
  });

  test("removes the temporary folders of killed runs, but not of running ones", async () => {
    const running = `.sdkgen-${process.ppid}`;
    const root = await makeFolder({
      ".sdkgen-4194305/0": "",
      ".sdkgen-4194306/old/1": "a file that was replaced",
      [`${running}/0`]: "",
    });
    await applyChanges([{ kind: "create", path: "p/a.ts", text: "a" }], root);
    expect((await readdir(root)).sort()).toEqual([running, "p"].sort());
  });

  test("keeps the old files if they cannot be restored, and reports where they are", async () => {
    const root = await makeFolder(BEFORE);
    const failing = async (from: string, to: string): Promise<void> => {
      if (!to.endsWith("b.ts")) return rename(from, to);
      // Somebody replaces the file that was already written by a folder with something in it.
      await rm(join(root, "p/a.ts"));
      await mkdir(join(root, "p/a.ts/full"), { recursive: true });
      throw new Error("no space left on device");
    };
    const failure: unknown = await applyChanges(CHANGES, root, failing).catch((error: unknown) => error);
    expect(String(failure)).toContain(
      `could not be restored and are in ${join(root, `.sdkgen-${process.pid}`)}`,
    );
    const kept = await readdir(join(root, `.sdkgen-${process.pid}`, "old"));
    const texts = kept.map((name) => readText(root, `.sdkgen-${process.pid}/old/${name}`));
    expect(await Promise.all(texts)).toContain("old a");
  });
});
