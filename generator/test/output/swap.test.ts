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

/** Files of somebody else, beside the generated ones. */
const MINE = { "p/mine.ts": "mine", "p/deep/mine.txt": "mine", "notes.txt": "mine" };

/** A folder with the old files and those of somebody else. */
async function oldFolder(): Promise<string> {
  const root = await makeFolder(MINE);
  const { disk } = failingDisk(Number.POSITIVE_INFINITY, "fails");
  await writeFiles(OLD, { root, folders: FOLDERS }, { disk });
  return root;
}

/** A disk on which a step fails: once, or that step and all after it, as if the process were killed there. */
function failingDisk(step: number, how: "fails" | "is killed"): { readonly disk: Disk; steps(): number } {
  let count = 0;
  const wrap =
    <Parameters extends readonly unknown[], Result>(own: (...parameters: Parameters) => Result) =>
    (...parameters: Parameters): Result => {
      count += 1;
      if (count === step || (count > step && how === "is killed"))
        throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
      return own(...parameters);
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
  return { disk, steps: () => count };
}

/** The snapshots of the folder before and after the swap. */
async function expected() {
  const root = await oldFolder();
  const before = await snapshotOf(root);
  await writeFiles(NEW, { root, folders: FOLDERS });
  return { before, after: await snapshotOf(root) };
}

/** The number of operations on the disk of an undisturbed swap. */
async function stepsOfSwap(): Promise<number> {
  const { disk, steps } = failingDisk(Number.POSITIVE_INFINITY, "fails");
  const root = await oldFolder();
  await writeFiles(NEW, { root, folders: FOLDERS }, { disk });
  return steps();
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

  test("whichever operation fails, the folder is as before, and the next run succeeds", async () => {
    const { before, after } = await expected();
    const steps = await stepsOfSwap();
    expect(steps).toBeGreaterThan(30);
    for (let step = 1; step <= steps; step += 1) {
      const root = await oldFolder();
      const { disk } = failingDisk(step, "fails");
      const failure = await writeFiles(NEW, { root, folders: FOLDERS }, { disk }).catch(
        (error: unknown) => error,
      );
      const now = withoutWork(await snapshotOf(root));
      // A failure after the last step, in the removal of the temporary folder, does not matter.
      const isRefused = failure instanceof Error;
      if (isRefused) expect(failure).toMatchObject({ diagnostics: [{ code: "write-failed" }] });
      expect(now, `step ${step} of ${steps}`).toEqual(isRefused ? before : after);
      await writeFiles(NEW, { root, folders: FOLDERS });
      expect(await snapshotOf(root), `after step ${step} and another run`).toEqual(after);
    }
  });

  test("whichever operation is the last one of a killed run, the next run finds everything old or makes it new", async () => {
    const { before, after } = await expected();
    const steps = await stepsOfSwap();
    for (let step = 1; step <= steps; step += 1) {
      const root = await oldFolder();
      const { disk } = failingDisk(step, "is killed");
      await writeFiles(NEW, { root, folders: FOLDERS }, { disk }).catch(() => {});
      completeSwap(root);
      const now = await snapshotOf(root);
      const isNew = now["p/a.ts"] === "new a";
      expect(now, `step ${step} of ${steps}`).toEqual(isNew ? after : before);
      await writeFiles(NEW, { root, folders: FOLDERS });
      expect(await snapshotOf(root)).toEqual(after);
    }
  });

  test("whichever operation of the undoing is the last one, the next run makes everything new", async () => {
    const { before, after } = await expected();
    const steps = await stepsOfSwap();
    for (let first = 1; first <= steps; first += 3) {
      for (let second = 1; second < 40; second += 1) {
        const root = await oldFolder();
        await writeFiles(NEW, { root, folders: FOLDERS }, { disk: failingTwice(first, second) }).catch(
          () => {},
        );
        completeSwap(root);
        const now = await snapshotOf(root);
        const isNew = now["p/a.ts"] === "new a";
        expect(now, `${first} fails, killed ${second} operations later`).toEqual(isNew ? after : before);
      }
    }
  });

  test("a file that somebody changes after a run was killed is left as it is", async () => {
    const steps = await stepsOfSwap();
    const root = await oldFolder();
    // Killed when only some files are replaced.
    await writeFiles(
      NEW,
      { root, folders: FOLDERS },
      { disk: failingDisk(steps - 8, "is killed").disk },
    ).catch(() => {});
    await writeFile(join(root, "p/a.ts"), "mine, since the kill");
    await writeFile(join(root, "p/b.ts"), "mine, since the kill");
    await completeSwapAndExpect(root);
    expect(await readText(root, "p/a.ts")).toBe("mine, since the kill");
    expect(await readText(root, "p/b.ts")).toBe("mine, since the kill");
    const { edited } = await writeFiles(NEW, { root, folders: FOLDERS });
    expect(edited.map(({ path }) => path)).toEqual(["p/a.ts", "p/b.ts"]);
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

/** A run that fails, and is killed while it undoes what it did. */
function failingTwice(first: number, later: number): Disk {
  const killed = failingDisk(first + later, "is killed");
  let count = 0;
  return Object.fromEntries(
    Object.entries(killed.disk).map(([name, own]) => [
      name,
      (...parameters: readonly never[]) => {
        count += 1;
        const run = own as (...each: readonly never[]) => unknown;
        if (count !== first) return run(...parameters);
        throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
      },
    ]),
  ) as unknown as Disk;
}

async function completeSwapAndExpect(root: string): Promise<void> {
  const found = completeSwap(root);
  expect(found[0]).toMatchObject({ code: "run-completed" });
  expect(found.slice(1).map(({ code }) => code)).toEqual(["changed-meanwhile", "changed-meanwhile"]);
}

/** A snapshot without the temporary folder, which a failure of its own removal leaves. */
function withoutWork(snapshot: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(snapshot).filter(([path]) => !path.startsWith(".sdkgen-work")));
}
