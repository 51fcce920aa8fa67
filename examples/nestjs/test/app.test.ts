import "reflect-metadata";
import { webhooks } from "@copilot-sdk/webhooks";
import type { INestApplication } from "@nestjs/common";
import { Test } from "@nestjs/testing";
import { Copilot } from "copilot-sdk";
import { AppModule } from "../src/app.module";

let app: INestApplication;
let url: string;

beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
  app = module.createNestApplication({ rawBody: true, logger: false });
  await app.listen(0, "127.0.0.1");
  url = await app.getUrl();
});
afterAll(() => app.close());

function post(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

test("a task is created through the API, and listed with the open ones", async () => {
  const copilot = app.get(Copilot);
  const client = await copilot.clients.create({
    givenName: "Ada",
    familyName: "Martin",
    email: "ada@acme.example",
  });
  const created = await post(`clients/${client.id}/tasks`, { name: "Sign the contract" });
  expect(created.status).toBe(201);
  const listed = await fetch(`${url}/clients/${client.id}/tasks`);
  expect(await listed.json()).toEqual([await created.json()]);
});

test("a client that does not exist is a 404, a task without a name a 400", async () => {
  const missing = await post("clients/00000000-0000-0000-0000-000000000000/tasks", { name: "Sign" });
  expect([missing.status, await missing.json()]).toEqual([404, { message: "There is no such client." }]);
  expect((await post("clients/1/tasks", {})).status).toBe(400);
});

test("a signed event is received, a forged one is refused", async () => {
  const body = JSON.stringify({ eventType: "task.completed", data: { name: "Sign the contract" } });
  const statuses = ["test", "wrong"].map(async (secret) => {
    const headers = await webhooks.generateTestHeaders(body, { secret });
    return (await post("webhooks", body, { ...headers })).status;
  });
  expect(await Promise.all(statuses)).toEqual([200, 401]);
});
