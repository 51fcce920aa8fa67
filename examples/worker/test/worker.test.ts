// The bundled worker in workerd, with the mock of the API.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { type Mock, startMock } from "@copilot-sdk/mock";
import { webhooks } from "@copilot-sdk/webhooks";

const secret = "test";
const folder = join(import.meta.dirname, "..");
const { default: workerd } = createRequire(import.meta.url)("workerd") as { readonly default: string };

interface Item {
  readonly id: string;
}

let mock: Mock;
let worker: ChildProcess;
let url: string;
let printed = "";

before(async () => {
  mock = await startMock();
  const parameters = ["serve", "worker.capnp", "--socket-addr=http=127.0.0.1:0", "--control-fd=3"];
  const env = { COPILOT_API_KEY: mock.apiKey, COPILOT_BASE_URL: mock.url, COPILOT_WEBHOOK_SECRET: secret };
  worker = spawn(workerd, parameters, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  for (const output of [worker.stdout, worker.stderr])
    output?.on("data", (chunk: Buffer) => (printed += chunk));
  const [line] = await once(createInterface(worker.stdio[3] as Readable), "line");
  url = `http://127.0.0.1:${JSON.parse(String(line)).port}`;
  mock.deliverTo({ url: `${url}/webhooks`, secret });
});
after(async () => {
  worker.kill();
  await mock.close();
});

test("the user who opened the app gets their tasks", async () => {
  const response = await fetch(`${url}/tasks?token=${mock.sessionToken}`);
  assert.equal(response.status, 200);
  const tasks = (await response.json()) as readonly Item[];
  const records = mock.records("task") as readonly Item[];
  const [request] = mock.arrivals.slice(-1);
  assert.deepEqual([request?.method, request?.path], ["GET", "/v1/tasks"]);
  assert.ok(tasks.every(({ id }) => records.some((each) => each.id === id)));
});

test("without a valid token, nothing is shown", async () => {
  const before = mock.arrivals.length;
  const responses = await Promise.all(["tasks", "tasks?token=abc"].map((path) => fetch(`${url}/${path}`)));
  assert.deepEqual(
    responses.map(({ status }) => status),
    [401, 401],
  );
  assert.equal(mock.arrivals.length, before);
});

test("events of the API are received, others are refused", async () => {
  await mock.sendEvent("task.completed");
  assert.deepEqual(
    mock.deliveries.map(({ status }) => status),
    [200],
  );
  assert.match(printed, /completed: /);
  const body = JSON.stringify({ eventType: "task.completed", data: {} });
  const headers = await webhooks.generateTestHeaders(body, { secret: "wrong" });
  const forged = await fetch(`${url}/webhooks`, { method: "POST", body, headers });
  assert.equal(forged.status, 401);
});
