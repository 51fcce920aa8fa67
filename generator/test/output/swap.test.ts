import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyChanges, completeSwap } from "../../src/output/apply.ts";
import { type Disk, nodeDisk } from "../../src/output/disk.ts";
import { type OutputFile, reconcile, writeFiles } from "../../src/output/index.ts";
import { makeFolder, readText } from "../support/folder.ts";
import { snapshotOf } from "../support/output-folder.ts";

const FOLDERS = ["p"];

/** What is generated first: `x.ts` becomes a folder, `y/` a file, `deep/` is removed. */
const OLD: readonly OutputFile[] = [
  { path: "p/a.ts", text: "old a" },
  { path: "p/b.ts", text: "old b" },
  { path: "p/deep/er/gone.ts", text: "gone" },
  { path: "p/x.ts", text: "a file" },
  { path: "p/y/inner.ts", text: "in a folder" },
];

const NEW: readonly OutputFile[] = [
  { path: "p/a.ts", text: "new a" },
  { path: "p/b.ts", text: "new b" },
  { path: "p/n/e/w.ts", text: "new" },
  { path: "p/x.ts/now.ts", text: "in a folder" },
  { path: "p/y", text: "now a file" },
];

/** Foreign files beside the generated ones. */
const MINE = { "p/mine.ts": "mine", "p/deep/mine.txt": "mine", "notes.txt": "mine" };

let oldFiles: Promise<Readonly<Record<string, string>>> | undefined;

/** A folder with the old files and foreign files. */
async function oldFolder(): Promise<string> {
  oldFiles ??= (async () => {
    const root = await makeFolder(MINE);
    await writeFiles(OLD, { root, folders: FOLDERS });
    const entries = Object.entries(await snapshotOf(root));
    return Object.fromEntries(entries.filter(([path]) => !path.endsWith("/")));
  })();
  return makeFolder(await oldFiles);
}

/** A disk on which some operations fail, by their number. */
function disturbedDisk(fails: (operation: number) => boolean): { readonly disk: Disk; operations(): number } {
  let count = 0;
  const wrap =
    <Parameters extends readonly unknown[], Result>(own: (...parameters: Parameters) => Result) =>
    (...parameters: Parameters): Result => {
      count += 1;
      if (!fails(count)) return own(...parameters);
      throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    };
  const disk: Disk = {
    makeFolder: wrap(nodeDisk.makeFolder),
    writeFile: wrap(nodeDisk.writeFile),
    // Slow, and without effect unless the power fails.
    flush: wrap(() => Promise.resolve()),
    duplicate: wrap(nodeDisk.duplicate),
    move: wrap(nodeDisk.move),
    removeFile: wrap(nodeDisk.removeFile),
    removeFolder: wrap(nodeDisk.removeFolder),
    removeAll: wrap(nodeDisk.removeAll),
  };
  return { disk, operations: () => count };
}

/** A disk on which one operation fails. */
function failingAt(step: number) {
  return disturbedDisk((operation) => operation === step);
}

/** A disk of a process that is killed before an operation. */
function killedAt(step: number) {
  return disturbedDisk((operation) => operation >= step);
}

/** The snapshots of the folder before and after the swap. */
function expected() {
  snapshots ??= (async () => {
    const root = await oldFolder();
    const before = await snapshotOf(root);
    await writeFiles(NEW, { root, folders: FOLDERS });
    return { before, after: await snapshotOf(root) };
  })();
  return snapshots;
}

type Snapshot = Readonly<Record<string, string>>;
let snapshots: Promise<{ readonly before: Snapshot; readonly after: Snapshot }> | undefined;

/** Writes the new files. Returns the error, if there is one. */
async function swap(root: string, disk: Disk): Promise<unknown> {
  return writeFiles(NEW, { root, folders: FOLDERS }, { disk }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** The number of operations of an undisturbed swap. */
async function operationsOfSwap(): Promise<number> {
  const { disk, operations } = disturbedDisk(() => false);
  await swap(await oldFolder(), disk);
  return operations();
}

/** Completes an interrupted swap, and expects everything to be old or everything to be new. */
async function expectWhole(root: string, how: string): Promise<void> {
  const { before, after } = await expected();
  completeSwap(root);
  const now = await snapshotOf(root);
  expect(now, how).toEqual(now["p/a.ts"] === "new a" ? after : before);
}

describe("a swap", () => {
  test("creates, replaces and deletes files, removes folders that become empty, and leaves nothing behind", async () => {
    const { after } = await expected();
    expect(after).toEqual({
      "notes.txt": "mine",
      "p/": "",
      "p/.sdkgen": expect.stringContaining("n/e/w.ts"),
      "p/a.ts": "new a",
      "p/b.ts": "new b",
      "p/deep/": "",
      "p/deep/mine.txt": "mine",
      "p/mine.ts": "mine",
      "p/n/": "",
      "p/n/e/": "",
      "p/n/e/w.ts": "new",
      "p/x.ts/": "",
      "p/x.ts/now.ts": "in a folder",
      "p/y": "now a file",
    });
  });

  test("creates the folder of a package whose name is one character", async () => {
    const root = await makeFolder({});
    await writeFiles([{ path: "p/src/a.ts", text: "a" }], { root, folders: FOLDERS });
    expect(await readText(root, "p/src/a.ts")).toBe("a");
  });

  test("whichever operation fails, the folder is as before, and the next run succeeds", async () => {
    const { before, after } = await expected();
    const count = await operationsOfSwap();
    expect(count).toBeGreaterThan(25);
    for (let step = 1; step <= count; step += 1) {
      const root = await oldFolder();
      const failure = await swap(root, failingAt(step).disk);
      const now = withoutWork(await snapshotOf(root));
      // The removal of the temporary folder may fail without consequences.
      const isRefused = failure !== undefined;
      if (isRefused) expect(failure).toMatchObject({ diagnostics: [{ code: "write-failed" }] });
      expect(now, `operation ${step} of ${count}`).toEqual(isRefused ? before : after);
      expect(await swap(root, nodeDisk)).toBeUndefined();
      expect(await snapshotOf(root), `after operation ${step} and another run`).toEqual(after);
    }
  });

  test("wherever a run is killed, the next run finds everything old, or makes everything new", async () => {
    const count = await operationsOfSwap();
    for (let step = 1; step <= count; step += 1) {
      const root = await oldFolder();
      await swap(root, killedAt(step).disk);
      await expectWhole(root, `operation ${step} of ${count}`);
    }
  });

  test("wherever a run is killed while it undoes a swap that failed, the next run makes everything new", async () => {
    const count = await operationsOfSwap();
    // The failures among the last operations have the most to undo.
    for (let first = count - 8; first <= count; first += 2) {
      for (let second = first + 1; ; second += 1) {
        const root = await oldFolder();
        const { disk, operations } = disturbedDisk((each) => each === first || each >= second);
        await swap(root, disk);
        await expectWhole(root, `operation ${first} fails, killed at ${second}`);
        if (operations() < second) break;
      }
    }
  });

  test("a file that is edited after a run was killed is left unchanged", async () => {
    const root = await oldFolder();
    let isKilled = false;
    const { disk } = disturbedDisk(() => isKilled);
    await swap(root, {
      ...disk,
      move: (from, to) => {
        isKilled ||= to.endsWith("b.ts");
        disk.move(from, to);
      },
    });
    await writeFile(join(root, "p/b.ts"), "mine, since the kill");
    const found = completeSwap(root);
    expect(found.map(({ code }) => code)).toEqual(["run-completed", "changed-meanwhile"]);
    expect(await readText(root, "p/b.ts")).toBe("mine, since the kill");
    expect(await readText(root, "p/y")).toBe("now a file");
    const { edited } = await writeFiles(NEW, { root, folders: FOLDERS });
    expect(edited).toMatchObject([{ path: "p/b.ts", onDisk: "mine, since the kill" }]);
  });

  test("a folder that has become a link is not written through", async () => {
    const root = await oldFolder();
    const changes = await reconcile(NEW, { root, folders: FOLDERS });
    await mkdir(join(root, "elsewhere"));
    await symlink(join(root, "elsewhere"), join(root, "p/n"));
    const left = await applyChanges(changes, root);
    expect(left).toMatchObject([
      { code: "changed-meanwhile", message: expect.stringContaining("p/n/e/w.ts") },
    ]);
    expect(await snapshotOf(join(root, "elsewhere"))).toEqual({});
  });

  test("a journal that cannot be read, or whose paths lead outside, is refused", async () => {
    for (const journal of ["", '[{"kind":"delete","path":"../x","before":"","after":""}]']) {
      const root = await makeFolder({ ".sdkgen-work/journal.json": journal });
      await expect(writeFiles(NEW, { root, folders: FOLDERS })).rejects.toMatchObject({
        diagnostics: [{ code: "broken-journal" }],
      });
    }
  });
});

/** A snapshot without the temporary folder, which a failure of its own removal leaves. */
function withoutWork(snapshot: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(snapshot).filter(([path]) => !path.startsWith(".sdkgen-work")));
}
