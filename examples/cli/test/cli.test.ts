// The bundled file, alone in a folder, with the mock of the API.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { type Mock, startMock } from "@copilot-sdk/mock";
import type { Client, Task } from "copilot-sdk";

let folder: string;
let mock: Mock;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "copilot-tasks-"));
  await copyFile(join(import.meta.dirname, "../dist/copilot-tasks.cjs"), join(folder, "copilot-tasks.cjs"));
  mock = await startMock({ pages: { total: 250 } });
});
after(async () => {
  await mock.close();
  await rm(folder, { recursive: true });
});

function start(parameters: readonly string[], key: string | undefined = mock.apiKey) {
  const env = { ...process.env, COPILOT_API_KEY: key, COPILOT_BASE_URL: mock.url };
  return spawn(process.execPath, ["copilot-tasks.cjs", ...parameters], { cwd: folder, env });
}

async function run(parameters: readonly string[], key?: string) {
  const child = start(parameters, key);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { stdout, stderr, exitCode };
}

const idsOf = (tasks: readonly Task[]) => tasks.map(({ id }) => id).sort();

test("it explains itself", async () => {
  const { stdout, exitCode } = await run(["--help"]);
  assert.match(stdout, /^Usage: copilot-tasks list/);
  assert.equal(exitCode, 0);
});

test("it creates a task for a client, and lists it with all others", async () => {
  const [client] = mock.records("client") as readonly Client[];
  assert.ok(client);
  const created = await run(["create", "Sign the contract", "--client", client.email]);
  assert.equal(created.exitCode, 0, created.stderr);
  const listed = await run(["list", "--json"]);
  const tasks = listed.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Task);
  assert.deepEqual(idsOf(tasks), idsOf(mock.records("task") as readonly Task[]));
  const task = tasks.find(({ id }) => id === created.stdout.trim());
  assert.deepEqual([task?.name, task?.clientId], ["Sign the contract", client.id]);
});

test("its exit code shows whether the input or the program is wrong", async () => {
  mock.fail({ status: 403, operation: "GET /v1/tasks" });
  const refused = await run(["list"]);
  assert.deepEqual([refused.exitCode, refused.stdout], [1, ""]);
  assert.match(refused.stderr, /^copilot-tasks: 403/);
  for (const wrong of [["nothing"], ["list", "--nothing"], ["list", "--status", "none"]]) {
    assert.equal((await run(wrong)).exitCode, 2, wrong.join(" "));
  }
  const keyless = await run(["list"], "");
  assert.equal(keyless.exitCode, 2);
  assert.match(keyless.stderr, /COPILOT_API_KEY/);
});

test("it prints a page before the next one arrives, and ends without an error when its output is closed", async () => {
  const arrived = mock.arrivals.length;
  mock.fail({ delay: 0, operation: "GET /v1/tasks" });
  mock.fail({ delay: 600_000, operation: "GET /v1/tasks" });
  const child = start(["list"]);
  const exit = once(child, "exit");
  const [first] = await once(createInterface(child.stdout), "line");
  assert.match(String(first), /^\S+ {2}\w+ +\S/);
  child.stdout.destroy();
  // Its next line finds the pipe closed, be it of the first page or of the second.
  while (mock.arrivals.length < arrived + 2 && child.exitCode === null) await setTimeout(5);
  await mock.clock.advance(600_000);
  assert.deepEqual(await exit, [0, null]);
});
