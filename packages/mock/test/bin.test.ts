import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { endWithThisProcess } from "../../../test/support/children/end-with-this-process.js";
import { libraryDocument, send } from "./support/library.js";

const command = fileURLToPath(new URL("../bin/copilot-sdk-mock.js", import.meta.url));
let folder: string;
let json: string;
let yaml: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-"));
  json = join(folder, "library.json");
  yaml = join(folder, "library.yaml");
  await writeFile(json, JSON.stringify(libraryDocument()));
  await writeFile(yaml, stringify(libraryDocument(), { aliasDuplicateObjects: false }));
});
afterAll(() => rm(folder, { recursive: true }));

function run(...parameters: readonly string[]) {
  return endWithThisProcess(
    spawn(process.execPath, [command, ...parameters], { stdio: ["pipe", "pipe", "pipe"] }),
  );
}

async function readURL(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("the command has no output");
  const [line] = await once(createInterface(child.stdout), "line");
  return JSON.parse(String(line)).url;
}

describe("the command", () => {
  test("serves a JSON document until its standard input ends", async () => {
    const child = run("--json", "--no-memory", "--document", json);
    const url = await readURL(child);
    expect((await send({ url }, "/books/1")).status).toBe(200);
    child.stdin.end();
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("serves a YAML document until SIGTERM, without a rate limit with --no-rate-limit", async () => {
    const child = run("--json", "--no-memory", "--document", yaml, "--no-rate-limit");
    const url = await readURL(child);
    const responses = await Promise.all(Array.from({ length: 5 }, () => send({ url }, "/books/1")));
    expect(responses.map((response) => response.status)).toEqual([200, 200, 200, 200, 200]);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("without a document, serves the API of this package and says how to use it", async () => {
    const child = run("--port", "0");
    const lines: string[] = [];
    const reader = createInterface(child.stdout);
    reader.on("line", (line) => lines.push(line));
    while (!lines.includes("Stop it with Ctrl+C.")) await once(reader, "line");
    const [url = ""] = /http:\S+/.exec(lines.join("\n")) ?? [];
    const [, key = ""] = /API key +(\S+)/.exec(lines.join("\n")) ?? [];
    const response = await fetch(`${url}/v1/clients?limit=1`, { headers: { "x-api-key": key } });
    expect(response.status).toBe(200);
    expect(lines.join("\n")).toMatch(/session token {2}[\da-f]{64,}/);
    child.stdin.end();
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("keeps its compiled code for the next start", async () => {
    const { NODE_COMPILE_CACHE: _, ...env } = process.env;
    const child = endWithThisProcess(
      spawn(process.execPath, [command, "--json", "--document", json], {
        env: { ...env, TMPDIR: folder, TEMP: folder },
      }),
    );
    await readURL(child);
    child.stdin.end();
    await once(child, "exit");
    expect(await readdir(join(folder, "node-compile-cache"))).not.toEqual([]);
  });

  test.each([
    [2, "must be an integer from 0 to 65535", ["--port", "many"]],
    [2, "--colour", ["--colour"]],
    [1, "ENOENT", ["--document", "no-such-file.json"]],
  ])("exits with %i and says %s for wrong input", async (code, message, parameters) => {
    const child = run(...parameters);
    const [errors] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect([child.exitCode, errors]).toEqual([code, expect.stringContaining(message)]);
    expect(errors).not.toContain("    at ");
  });
});
