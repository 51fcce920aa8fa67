import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { endWithThisProcess } from "./support/children/end-with-this-process.ts";
import { startJsonServer } from "./support/json-server.ts";
import { startRegistry } from "./support/registry.ts";
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

test("a registry with another one behind it redirects requests for packages that are not of this workspace", async () => {
  const elsewhere = await startJsonServer(({ path }) => ({ body: { path } }));
  const registry = await startRegistry({ prefix: "/npm/", elsewhere: `${elsewhere.url}/` });
  try {
    const get = (name: string) => fetch(`${registry.url}${name}`);
    expect(await (await get("@types%2fnode")).json()).toEqual({ path: "/@types%2fnode" });
    expect((await get("@copilot-sdk%2fcrm")).status).toBe(404);
    expect((await get("copilot-sdk")).status).toBe(404);
    expect((await get("copilot-sdk-of-another")).status).toBe(200);
    expect(elsewhere.arrivals.map(({ path }) => path)).toEqual(["/@types%2fnode", "/copilot-sdk-of-another"]);
  } finally {
    await registry.stop();
  }
});
