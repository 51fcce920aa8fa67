import { readSessionToken } from "@copilot-sdk/runtime/session";
import { expect, test } from "vitest";
import { startMock } from "../src/index.js";
import { openReceiver } from "./support/receiver.js";
import { call } from "./support/zoo.js";

const key = { "x-api-key": "mock-key" };
const sessions = { name: "Copilot", environment: "COPILOT", workspace: "workspaceId" };

test("without a document, the API of this package is served: a task is created, read back, and its event arrives", async () => {
  await using receiver = await openReceiver();
  await using mock = await startMock({ webhooks: { url: receiver.url, secret: "test" } });
  const person = { givenName: "Zoe", familyName: "Quist", email: "zoe@quist.example" };
  const client = (await call(mock, "POST /v1/clients", person, key)).body;
  const task = (
    await call(mock, "POST /v1/tasks", { name: "Sign", status: "todo", clientId: client.id }, key)
  ).body;
  expect((await call(mock, `GET /v1/tasks/${task.id}`, undefined, key)).body).toEqual(task);
  expect((await call(mock, `GET /v1/tasks?clientId=${client.id}`, undefined, key)).body.data).toEqual([task]);
  await call(mock, `PATCH /v1/tasks/${task.id}`, { status: "completed" }, key);
  await mock.delivered();
  const events = receiver.received.map(({ body }) => JSON.parse(body).eventType);
  expect(events.sort()).toEqual(["client.created", "task.completed", "task.created", "task.updated"]);
});

test("its session token opens an app, as a client that the mock has", async () => {
  await using mock = await startMock({ apiKeys: ["the key of the app"] });
  const session = await readSessionToken<{ clientId: string; workspaceId: string }>(
    sessions,
    mock.sessionToken,
    mock,
  );
  const headers = { "x-api-key": `${session.workspaceId}/${mock.apiKey}` };
  expect((await call(mock, `GET /v1/clients/${session.clientId}`, undefined, headers)).status).toBe(200);
  const other = await call(mock, `GET /v1/clients/${session.clientId}`, undefined, {
    "x-api-key": "another key",
  });
  expect(other.status).toBe(401);
});

test("every list of the API has records that each of its other operations finds", async () => {
  await using mock = await startMock({ rateLimit: false });
  for (const path of ["clients", "companies", "tasks", "invoices", "notes", "products", "forms"]) {
    const { body } = await call(mock, `GET /v1/${path}`, undefined, key);
    const last = body.data.at(-1);
    const found = await call(mock, `GET /v1/${path}/${encodeURIComponent(last.id)}`, undefined, key);
    expect([path, found.status, found.body]).toEqual([path, 200, last]);
    expect([path, found.headers.get("sl-violations")]).toEqual([path, null]);
  }
});
