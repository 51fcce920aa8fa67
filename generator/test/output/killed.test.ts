import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as immediately, setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { completeSwap } from "../../src/output/apply.ts";
import { type OutputFile, writeFiles } from "../../src/output/index.ts";
import { makeFolder, readText } from "../support/folder.ts";
import { versionOf } from "../support/two-versions.ts";

const PROGRAM = fileURLToPath(new URL("../support/writing-process.ts", import.meta.url));

/** `pnpm test:kill` does many more. */
const ROUNDS = Number(process.env.SDKGEN_KILL_ROUNDS ?? 8);
const TIMEOUT = 30_000 + ROUNDS * 10_000;

const MINE = { "p/mine.ts": "mine", "p/folder-1/mine.ts": "mine", "mine.txt": "mine" };

/** Starts a process that writes the versions alternately. */
function start(root: string, version: "a" | "b", times: number): ChildProcess {
  return spawn(process.execPath, [PROGRAM, root, version, String(times)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The version that is on disk as a whole. `mixed` if there is none. Files of others must be there. */
async function versionOnDisk(root: string): Promise<"a" | "b" | "mixed"> {
  for (const [path, text] of Object.entries(MINE)) expect(await readText(root, path)).toBe(text);
  const entries = await readdir(join(root, "p"), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !(path in MINE) && path !== "p/.sdkgen")
    .sort();
  const texts = await Promise.all(paths.map((path) => readText(root, path)));
  const isAll = (files: readonly OutputFile[]) => {
    const sorted = [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
    return (
      JSON.stringify(sorted.map(({ path, text }) => [path, text])) ===
      JSON.stringify(paths.map((path, index) => [path, texts[index]]))
    );
  };
  return isAll(versionOf("a")) ? "a" : isAll(versionOf("b")) ? "b" : "mixed";
}

/** Waits until a file exists that exists only for moments. */
async function appearanceOf(file: string): Promise<void> {
  while (!existsSync(file)) await immediately();
}

test(
  `after kill -9 in the middle of writing, the next run finds or makes one whole version (${ROUNDS} rounds)`,
  async () => {
    const counts = { whole: 0, completed: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const root = await makeFolder(MINE);
      await writeFiles(versionOf("a"), { root, folders: ["p"] });
      const child = start(root, "b", 1000);
      if (child.stdout !== null) await once(child.stdout, "data");
      // Every second time when files are being replaced, otherwise anywhere in one of the next runs.
      if (round % 2 === 0) await appearanceOf(join(root, ".sdkgen-work/journal.json"));
      else await pause(Math.random() * 60);
      child.kill("SIGKILL");
      await once(child, "exit");
      const isInterrupted = existsSync(join(root, ".sdkgen-work/journal.json"));
      if (!isInterrupted) expect(await versionOnDisk(root)).not.toBe("mixed");
      counts[isInterrupted ? "completed" : "whole"] += 1;
      completeSwap(root);
      expect(await versionOnDisk(root)).not.toBe("mixed");
      // The lock of the killed process blocks nobody.
      await writeFiles(versionOf("a"), { root, folders: ["p"] }, { patience: 0 });
      expect(await versionOnDisk(root)).toBe("a");
      expect((await readdir(root)).sort()).toEqual(["mine.txt", "p"]);
    }
    console.log(
      `${ROUNDS} processes killed: ${counts.whole} left a whole version, ${counts.completed} a swap that the next run completed`,
    );
  },
  TIMEOUT,
);

test(
  `two processes that write at the same time both succeed, and leave one whole version (${ROUNDS} rounds)`,
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const root = await makeFolder(MINE);
      const children = [start(root, "a", 4), start(root, "b", 4)];
      const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
      expect(codes).toEqual([0, 0]);
      expect(await versionOnDisk(root)).not.toBe("mixed");
      expect((await readdir(root)).sort()).toEqual(["mine.txt", "p"]);
    }
  },
  TIMEOUT,
);
