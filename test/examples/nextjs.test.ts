// The Next.js example, built without its secrets and served with them.
import { join } from "node:path";
import { type Mock, startMock } from "@copilot-sdk/mock";
import { webhooks } from "@copilot-sdk/webhooks";
import { createTestSessionToken } from "copilot-sdk/session";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Outcome } from "../support/run.ts";
import { submitForm } from "./support/form.ts";
import { type AppEnvironment, buildNext, type NextServer, startNext } from "./support/next-server.ts";

const secret = "whsec-test";
const none: AppEnvironment = { COPILOT_API_KEY: "", COPILOT_BASE_URL: "", COPILOT_WEBHOOK_SECRET: "" };
const app = join(inject("examples"), "nextjs");
/** How long to wait for a line of the log, in ms. */
const patience = { timeout: 60_000 };

let mock: Mock;
let build: Outcome;

beforeAll(async () => {
  [mock, build] = await Promise.all([startMock(), buildNext(app, none)]);
});
afterAll(() => mock.close());

test("the app can be built without a key and a secret", () => {
  expect(build).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("/api/webhooks") });
});

/** Runs a test with the app, served in an environment. */
async function serving(
  environment: AppEnvironment,
  work: (server: NextServer) => Promise<void>,
): Promise<void> {
  const server = await startNext(app, environment);
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

async function post(server: NextServer, signedBy: string): Promise<number> {
  const body = JSON.stringify({ eventType: "client.created", data: { email: "ada@acme.example" } });
  const headers = await webhooks.generateTestHeaders(body, { secret: signedBy });
  const response = await fetch(`${server.url}/api/webhooks`, { method: "POST", body, headers });
  await response.text();
  return response.status;
}

describe("an app that was built without them, and started with them", () => {
  let server: NextServer;

  beforeAll(async () => {
    server = await startNext(app, {
      COPILOT_API_KEY: mock.apiKey,
      COPILOT_BASE_URL: mock.url,
      COPILOT_WEBHOOK_SECRET: secret,
    });
    mock.deliverTo({ url: `${server.url}/api/webhooks`, secret });
  });
  afterAll(() => server?.stop());

  const open = async (token: string | undefined) => {
    const address = `${server.url}/${token === undefined ? "" : `?token=${token}`}`;
    const response = await fetch(address);
    expect(response.status).toBe(200);
    return { address, html: await response.text() };
  };

  test("shows the tasks of the client who opened it, creates one, and receives its event", async () => {
    const { address, html } = await open(mock.sessionToken);
    expect(html).toContain("<h1>Tasks of");
    const name = "Sign the contract";
    const answer = await submitForm(address, html, { name });
    expect(answer).toContain("Created.");
    expect(answer).toContain(name);
    const task = mock.records("task").find((each) => "name" in each && each.name === name);
    expect(task).toMatchObject({ status: "todo", clientId: expect.any(String) });
    await mock.delivered();
    expect(mock.deliveries.at(-1)).toMatchObject({ event: "task.created", status: 200 });
    await vi.waitFor(() => expect(server.log()).toContain(`task created: ${name}`), patience);
  });

  test("shows and changes nothing without a valid session", async () => {
    const { address, html } = await open(mock.sessionToken);
    const other = await createTestSessionToken(
      { workspaceId: "w_1", clientId: "c_1" },
      { apiKey: "another" },
    );
    const stranger = await createTestSessionToken(
      { workspaceId: "w_1", clientId: "00000000-0000-0000-0000-000000000000" },
      { apiKey: mock.apiKey },
    );
    for (const token of [undefined, "abc", other, stranger]) {
      expect((await open(token)).html).toContain("Open this app from the dashboard");
    }
    const tasks = mock.records("task").length;
    expect(await submitForm(address, html, { name: "No", token: other })).toContain("Your session is over");
    expect(await submitForm(address, html, { name: " " })).toContain("The task needs a name.");
    expect(mock.records("task").length).toBe(tasks);
    expect(server.log()).toContain("session refused: unreadable");
    expect(server.log()).not.toContain(other);
  });

  test("says that a task was not created if the API refuses it", async () => {
    const { address, html } = await open(mock.sessionToken);
    mock.fail({ status: 403, operation: "POST /v1/tasks" });
    expect(await submitForm(address, html, { name: "No" })).toContain("The task was not created.");
  });

  test("accepts signed events only", async () => {
    expect([await post(server, secret), await post(server, "another")]).toEqual([200, 401]);
    await vi.waitFor(() => expect(server.log()).toContain("no listener for client.created"), patience);
    expect(server.log()).toContain("webhook refused: wrong-signature");
  });
});

test("an app that is started without them reports what is missing", async () => {
  await serving(none, async (server) => {
    const { status } = await fetch(`${server.url}/?token=${mock.sessionToken}`);
    expect([status, await post(server, secret)]).toEqual([500, 500]);
    await vi.waitFor(() => {
      expect(server.log()).toContain("no Copilot key: pass the option apiKey or set COPILOT_API_KEY");
      expect(server.log()).toContain(
        "webhook handler: no webhook secret: pass the option secret or set COPILOT_WEBHOOK_SECRET",
      );
    }, patience);
  });
});
