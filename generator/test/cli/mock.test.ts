import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
import { makeFolder } from "../support/folder.ts";

const program = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));

const FILES = {
  "api.yaml": `${HEAD}paths:
  /boats:
    get:
      responses: { "200": { description: All., content: { application/json: { schema: { type: array, items: { $ref: boat.yaml } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: boat.yaml } } } }
      responses: { "200": { description: New., content: { application/json: { schema: { $ref: boat.yaml } } } } }
  /numbers:
    get:
      responses: { "200": { description: Two., content: { application/json: { schema: { $ref: numbers.yaml } } } } }
  /boats/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses: { "200": { description: One., content: { application/json: { schema: { $ref: boat.yaml } } } } }
`,
  "numbers.yaml": `type: object
required: [count, size]
properties:
  count: { type: [string, integer], pattern: '^-?(?:0|[1-9]\\d*)$', format: int32 }
  size: { type: int }
`,
  "faults.yaml": "[{ status: 503, times: 2 }]\n",
  "boat.yaml": "type: object\nproperties: { id: { type: string }, name: { type: string } }\n",
};

/** Starts `sdkgen mock` in a folder with the files above. */
async function startProgram(...parameters: readonly string[]) {
  const cwd = await makeFolder(FILES);
  return spawn(process.execPath, [program, "mock", "--spec", "api.yaml", ...parameters], { cwd });
}

/** The address that a program with `--format json` prints. */
async function addressOf(child: Awaited<ReturnType<typeof startProgram>>): Promise<string> {
  const [line] = await once(createInterface(child.stdout), "line");
  return JSON.parse(String(line)).url;
}

test("mock serves a document of several files, remembers what is created, and ends with its input", async () => {
  const child = await startProgram("--format", "json", "--port", "0");
  const url = await addressOf(child);
  const headers = { "content-type": "application/json" };
  const created = await fetch(`${url}/boats`, { method: "POST", headers, body: '{"name":"Ida"}' });
  const boat = (await created.json()) as { readonly id: string; readonly name: string };
  expect(boat.name).toBe("Ida");
  expect(await (await fetch(`${url}/boats/${boat.id}`)).json()).toEqual(boat);
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("mock sends what the types of packages say, also if the document has mistakes or a number may be text", async () => {
  const child = await startProgram("--format", "json", "--port", "0");
  const response = await fetch(`${await addressOf(child)}/numbers`);
  expect(await response.json()).toEqual({ count: expect.any(Number), size: expect.any(Number) });
  child.stdin.end();
  await once(child, "exit");
});

test("mock has the options of the mock's own program: a script of faults, and no memory", async () => {
  const child = await startProgram(
    "--format",
    "json",
    "--port",
    "0",
    "--faults",
    "faults.yaml",
    "--no-memory",
  );
  const url = await addressOf(child);
  const statuses: number[] = [];
  for (let count = 0; count < 3; count++) statuses.push((await fetch(`${url}/boats/none`)).status);
  expect(statuses).toEqual([503, 503, 200]);
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test.each([
  [["--faults", "no-such-file.yaml"], /the mock cannot be started: .*no-such-file\.yaml/],
  [["--plan", "gold"], /the mock cannot be started: the document has no plan "gold"/],
])("mock says why it cannot start with %o", async (parameters, message) => {
  const child = await startProgram(...parameters);
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect([code, errors]).toEqual([1, expect.stringMatching(message)]);
});

test("mock refuses a port that is none", async () => {
  const child = await startProgram("--port", "many");
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect([code, errors]).toEqual([2, expect.stringContaining("It must be an integer from 0 to 65535.")]);
});
