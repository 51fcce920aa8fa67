import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { endWithThisProcess } from "./support/children/end-with-this-process.ts";
import { root } from "./support/workspace.ts";

test("the registry of `npm run registry` runs without a standard input until it is stopped, and says so", async () => {
  const child = endWithThisProcess(
    spawn(process.execPath, ["scripts/registry.mjs"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] }),
  );
  const exit = once(child, "exit");
  let output = "";
  for await (const line of createInterface(child.stdout)) {
    output += `${line}\n`;
    // The last line of the instructions.
    if (!line.includes("--registry http")) continue;
    const [url = ""] = /http:\S+/.exec(line) ?? [];
    expect((await fetch(`${url}-/ping`)).status).toBe(200);
    child.kill("SIGTERM");
  }
  expect(await exit).toEqual([0, null]);
  expect(output).toContain("The registry ended");
});
