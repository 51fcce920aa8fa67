// Each example as a person would copy it: installed from a registry, compiled, tested by its own tests, and started. The Next.js app has a file of
// its own.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { startMock } from "@copilot-sdk/mock";
import { Copilot } from "copilot-sdk";
import { describe, expect, inject, test } from "vitest";
import { root } from "../support/workspace.ts";
import { runScript, startExample } from "./support/programs.ts";

const examples = ["cli", "express", "nestjs", "nightly-sync", "worker"] as const;

test("every example is tested", () => {
  const folders = readdirSync(join(root, "examples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\..*|node_modules|test)$/.test(entry.name))
    .map(({ name }) => name);
  expect(folders.sort()).toEqual([...examples, "nextjs"].sort());
  expect(inject("examples")).not.toContain(root);
});

describe.each(examples)("%s", (example) => {
  test("compiles with the versions that it asks for", async () => {
    await runScript(example, "check");
  });

  test("passes its own tests against the mock", async () => {
    await runScript(example, "test");
  });
});

describe("servers", () => {
  test("the Express receiver creates a task for a client of which an event tells", async () => {
    const mock = await startMock();
    const server = await startExample("express", "src/server.ts", variablesOf(mock));
    try {
      mock.deliverTo({ url: `${server.url}/webhooks`, secret });
      const copilot = new Copilot({ apiKey: mock.apiKey, baseURL: mock.url });
      const client = await copilot.clients.create(ada);
      await mock.delivered();
      const { data } = await copilot.tasks.list({ clientId: client.id });
      expect(data.map(({ name }) => name)).toEqual(["Tell us about your company"]);
      expect(mock.deliveries[0]).toMatchObject({ event: "client.created", status: 200 });
    } finally {
      await server.stop();
      await mock.close();
    }
  });

  test("the NestJS service is built, lists and creates tasks, and receives their events", async () => {
    await runScript("nestjs", "build");
    const mock = await startMock();
    const server = await startExample("nestjs", "dist/main.js", variablesOf(mock));
    try {
      mock.deliverTo({ url: `${server.url}/webhooks`, secret });
      const copilot = new Copilot({ apiKey: mock.apiKey, baseURL: mock.url });
      const { id } = await copilot.clients.create(ada);
      const url = `${server.url}/clients/${id}/tasks`;
      const body = JSON.stringify({ name: "Sign" });
      const headers = { "content-type": "application/json" };
      const created = await fetch(url, { method: "POST", body, headers });
      expect(created.status).toBe(201);
      expect(await (await fetch(url)).json()).toEqual([await created.json()]);
      await mock.delivered();
      expect(mock.deliveries.map(({ event, status }) => [event, status])).toContainEqual([
        "task.created",
        200,
      ]);
    } finally {
      await server.stop();
      await mock.close();
    }
  });
});

const secret = "whsec-test";
const ada = { givenName: "Ada", familyName: "Martin", email: "ada@acme.example" };

function variablesOf(mock: { readonly apiKey: string; readonly url: string }) {
  return { COPILOT_API_KEY: mock.apiKey, COPILOT_BASE_URL: mock.url, COPILOT_WEBHOOK_SECRET: secret };
}
