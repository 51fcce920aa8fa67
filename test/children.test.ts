// A killed test run cannot stop the processes that it started.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { endWithThisProcess } from "./support/children/end-with-this-process.ts";
import { testFolder } from "./support/workspace.ts";

test("servers end when the test run that started them is killed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "copilot-sdk-killed-"));
  try {
    const vitest = join(testFolder, "node_modules", "vitest", "vitest.mjs");
    const child = endWithThisProcess(
      spawn(process.execPath, [vitest, "run", "--root", join(testFolder, "killed")], {
        env: { ...process.env, KILLED_FOLDER: folder },
        stdio: ["ignore", "ignore", "inherit"],
      }),
    );
    const exit = once(child, "exit");
    const pids = await vi.waitFor(() => readPids(folder), { timeout: 60_000, interval: 100 });
    expect(await running(pids)).toEqual(["workerd", "node", "shell", "grandchild"]);
    child.kill("SIGKILL");
    expect(await exit).toEqual([null, "SIGKILL"]);
    await vi.waitFor(async () => expect(await running(pids)).toEqual([]), { timeout: 60_000, interval: 50 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

type Pids = Readonly<Record<string, number>>;

async function readPids(folder: string): Promise<Pids> {
  return JSON.parse(await readFile(join(folder, "pids.json"), "utf8")) as Pids;
}

/** Names of the running processes. */
async function running(pids: Pids): Promise<readonly string[]> {
  const states = await Promise.all(
    Object.entries(pids).map(async ([name, pid]) => ((await isRunning(pid)) ? [name] : [])),
  );
  return states.flat();
}

async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A process that has ended keeps its id until its parent reads its exit code, which may never happen in a container.
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/^\d+ \(.*\) [ZX]/.test(status);
}
