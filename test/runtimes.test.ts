// The same program in every runtime that the packages are for.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectedSessions } from "./runtimes/sessions.ts";
import { expected } from "./runtimes/webhooks.ts";
import { succeed } from "./support/run.ts";
import { testFolder } from "./support/workspace.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(testFolder, ".runtimes-"));
  await build({
    entryPoints: ["command", "worker"].map((name) => join(testFolder, "runtimes", `${name}.ts`)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    logLevel: "error",
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The tools of this package. */
const tool = (path: string): string => join(testFolder, "node_modules", path);

describe("receiving events, and reading session tokens,", () => {
  test.each([
    ["Node 20", tool("node-20/bin/node"), []],
    ["Node 22", tool("node-22/bin/node"), []],
    ["Node 24", tool("node-24/bin/node"), []],
    ["Bun", tool(".bin/bun"), ["run"]],
    ["Deno", tool(".bin/deno"), ["run", "--quiet", "--allow-env", "--no-config"]],
  ])("works in %s", async (_, command, parameters) => {
    const output = await succeed(command, [...parameters, join(folder, "command.mjs")], { cwd: folder });
    expect(JSON.parse(output)).toEqual({ sessions: expectedSessions, webhooks: expected });
  });

  test("works in workerd", async () => {
    await writeFile(join(folder, "config.capnp"), WORKERD);
    const worker = spawn(tool(".bin/workerd"), ["serve", "--control-fd=3", join(folder, "config.capnp")], {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
    });
    try {
      const [line] = await once(createInterface({ input: worker.stdio[3] as Readable }), "line");
      const { port } = JSON.parse(line as string) as { readonly port: number };
      const response = await fetch(`http://127.0.0.1:${port}`);
      expect(await response.json()).toEqual({ sessions: expectedSessions, webhooks: expected });
    } finally {
      worker.kill();
      await once(worker, "exit");
    }
  });
});

const WORKERD = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker", esModule = embed "worker.mjs")],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
