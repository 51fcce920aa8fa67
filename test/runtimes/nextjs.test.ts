// The Next.js example outside the repository, built without its secrets and served with them.
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { webhooks } from "@copilot-sdk/webhooks";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Outcome } from "../support/run.ts";
import { root } from "../support/workspace.ts";
import { install } from "./support/consumer.ts";
import { type AppEnvironment, buildNext, type NextServer, startNext } from "./support/next-server.ts";

const secret = "whsec-test";
const secrets: AppEnvironment = {
  COPILOT_API_KEY: "test-key",
  COPILOT_BASE_URL: inject("mockUrl"),
  COPILOT_WEBHOOK_SECRET: secret,
};
const none: AppEnvironment = { COPILOT_API_KEY: "", COPILOT_BASE_URL: "", COPILOT_WEBHOOK_SECRET: "" };

let app: string;
let build: Outcome;

beforeAll(async () => {
  app = await realpath(await mkdtemp(join(tmpdir(), "copilot-sdk-nextjs-")));
  const isSource = (path: string): boolean => !/\/(node_modules|\.next)$/.test(path);
  await cp(join(root, "examples", "nextjs"), app, { recursive: true, filter: isSource });
  await install(app, ...inject("tarballs"));
  build = await buildNext(app, none);
});
afterAll(() => rm(app, { recursive: true, force: true }));

test("the app can be built without a key and a secret", () => {
  expect(build).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("/api/webhooks") });
});

describe("an app that was built without them", () => {
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

  const post = async (server: NextServer, signedBy: string): Promise<number> => {
    const body = JSON.stringify({ eventType: "client.created", data: { email: "ada@acme.example" } });
    const headers = await webhooks.generateTestHeaders(body, { secret: signedBy });
    const response = await fetch(`${server.url}/api/webhooks`, { method: "POST", body, headers });
    await response.text();
    return response.status;
  };

  test("calls the API and receives events, with the secrets in its environment at the start", async () => {
    await serving(secrets, async (server) => {
      const response = await fetch(server.url);
      const page = await response.text();
      expect([response.status, page.match(/<li>/g)?.length]).toEqual([200, 10]);
      expect([await post(server, secret), await post(server, "another")]).toEqual([200, 401]);
      await vi.waitFor(() => expect(server.log()).toContain("New client: ada@acme.example."));
      expect(server.log()).toContain("webhook refused: wrong-signature");
    });
  });

  test("reports what is missing if it is started without them", async () => {
    await serving(none, async (server) => {
      expect([(await fetch(server.url)).status, await post(server, secret)]).toEqual([500, 500]);
      await vi.waitFor(() => {
        expect(server.log()).toContain("no Copilot key: pass the option apiKey or set COPILOT_API_KEY");
        expect(server.log()).toContain(
          "webhook handler: no webhook secret: pass the option secret or set COPILOT_WEBHOOK_SECRET",
        );
      });
    });
  });
});
