// The quota file in every runtime with a file system. The next process reads what a process saved, even if that was killed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeEach, expect, inject, test } from "vitest";
import { folderForDeno } from "../support/temporary-folder.ts";
import { type Runtime, runtimes } from "./support/runtimes.ts";

let folder: string;

beforeEach(async () => {
  folder = await folderForDeno();
});

/** The permissions that Deno needs: the file, the hostname, and whether another process exists. */
const DENO_PERMISSIONS = ["--allow-write", "--allow-sys", "--allow-run"];

/** Counts in a process of a runtime, kills it after a number of counts, and returns the totals that it reported. */
async function count(runtime: Runtime, times: number, killAfter = Infinity): Promise<readonly number[]> {
  const permissions = runtime.name.startsWith("Deno") ? DENO_PERMISSIONS : [];
  const parameters = [...runtime.parameters, ...permissions, "quota-command.mjs"];
  const child = spawn(runtime.command, [...parameters, join(folder, "quota"), String(times)], {
    cwd: inject("consumer"),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const totals: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    totals.push(Number(line));
    if (totals.length === killAfter) child.kill("SIGKILL");
  }
  await exit;
  return totals;
}

test.each(runtimes)(
  "$name goes on with the count of a process that was killed, and leaves no lock",
  async (runtime) => {
    const told = (await count(runtime, 1_000_000, 5)).at(-1) ?? 0;
    const [first = 0, ...others] = await count(runtime, 3);
    // The killed process may have saved one more count than it reported.
    expect([told + 1, told + 2]).toContain(first);
    expect(others).toEqual([first + 1, first + 2]);
    expect(await readdir(folder)).toEqual(["quota"]);
  },
);
