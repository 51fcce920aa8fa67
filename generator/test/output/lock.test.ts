import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withLock } from "../../src/output/lock.ts";
import { thisProcess } from "../../src/output/process-name.ts";
import { makeFolder } from "../support/folder.ts";

const ID = "00000000-0000-4000-8000-000000000000";

/** Writes a claim of another process, and returns its path. */
async function claim(
  root: string,
  pid: number,
  started: string,
  place = thisProcess().place,
): Promise<string> {
  const folder = join(root, ".sdkgen-lock");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${pid}_${started}_${place}_${ID}`);
  await writeFile(file, "");
  return file;
}

describe("the lock of an output folder", () => {
  test("only one of many runs has it at a time, and nothing remains", async () => {
    const root = await makeFolder();
    let running = 0;
    let most = 0;
    const run = () =>
      withLock(root, {}, async () => {
        running += 1;
        most = Math.max(most, running);
        await readdir(root);
        running -= 1;
      });
    await Promise.all(Array.from({ length: 12 }, run));
    expect(most).toBe(1);
    await expect(readdir(root)).rejects.toThrow("ENOENT");
  });

  test("is not available while another process runs that has it: the run fails with its id", async () => {
    const root = await makeFolder();
    await claim(root, process.ppid, "");
    const waited: number[] = [];
    const attempt = withLock(root, { patience: 30, onWait: (pid) => waited.push(pid) }, async () => {});
    await expect(attempt).rejects.toMatchObject({
      diagnostics: [{ code: "output-locked", message: expect.stringContaining(`process ${process.ppid}`) }],
    });
    expect(waited).toEqual([process.ppid]);
  });

  test("is taken over from a process that has ended, or whose id another process has now", async () => {
    const root = await makeFolder({ "a.ts": "" });
    await claim(root, 4_194_304, "1");
    expect(await withLock(root, { patience: 0 }, async () => "first")).toBe("first");
    // This process has the same id, but another start time.
    await claim(root, process.pid, "1");
    const hasStartTimes = thisProcess().started !== "";
    if (hasStartTimes) expect(await withLock(root, { patience: 0 }, async () => "second")).toBe("second");
    expect(await readdir(root)).toEqual(hasStartTimes ? ["a.ts"] : [".sdkgen-lock", "a.ts"]);
  });

  test("is taken over from another machine only when its claim is old", async () => {
    const root = await makeFolder({ "a.ts": "" });
    const file = await claim(root, 1, "", "0123456789abcdef");
    const attempt = withLock(root, { patience: 0 }, async () => {});
    await expect(attempt).rejects.toMatchObject({ diagnostics: [{ code: "output-locked" }] });
    const old = new Date(Date.now() - 61_000);
    await utimes(file, old, old);
    expect(await withLock(root, { patience: 0 }, async () => "ours")).toBe("ours");
  });

  test("is released when the work fails", async () => {
    const root = await makeFolder({ "a.ts": "" });
    const failing = withLock(root, {}, () => Promise.reject(new Error("oh no")));
    await expect(failing).rejects.toThrow("oh no");
    expect(await readdir(root)).toEqual(["a.ts"]);
  });
});
