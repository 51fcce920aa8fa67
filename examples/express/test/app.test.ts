// The app behind a real server, with events from the mock of the API.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { startMock } from "@copilot-sdk/mock";
import { webhooks } from "@copilot-sdk/webhooks";
import { Copilot } from "copilot-sdk";
import { createApp } from "../src/app.ts";

const secret = "test";
process.env.COPILOT_WEBHOOK_SECRET = secret;

async function start(t: TestContext) {
  const mock = await startMock();
  const copilot = new Copilot({ apiKey: mock.apiKey, baseURL: mock.url });
  const server = createServer(createApp(copilot)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  mock.deliverTo({ url: `${url}/webhooks`, secret });
  t.after(async () => {
    server.close();
    server.closeAllConnections();
    await mock.close();
  });
  return { mock, copilot, url };
}

const ada = { givenName: "Ada", familyName: "Martin", email: "ada@acme.example" };

test("a new client gets one task, even if the event arrives twice", async (t) => {
  const { mock, copilot } = await start(t);
  const client = await copilot.clients.create(ada);
  await mock.delivered();
  await mock.sendEvent("client.created", { ...client });
  await mock.delivered();
  const tasks = await copilot.tasks.list({ clientId: client.id }).toArray();
  assert.deepEqual(
    tasks.map(({ name, status }) => [name, status]),
    [["Tell us about your company", "todo"]],
  );
  assert.deepEqual([...new Set(mock.deliveries.map(({ status }) => status))], [200]);
});

test("an event with a wrong signature changes nothing", async (t) => {
  const { mock, url } = await start(t);
  const body = JSON.stringify({ eventType: "client.created", data: ada });
  const headers = await webhooks.generateTestHeaders(body, { secret: "wrong" });
  const response = await fetch(`${url}/webhooks`, { method: "POST", body, headers });
  assert.equal(response.status, 401);
  assert.equal(mock.arrivals.length, 0);
});
