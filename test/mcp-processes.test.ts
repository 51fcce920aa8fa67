import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startMock } from "@copilot-sdk/mock";
import { expect, onTestFinished, test } from "vitest";
import { type StartedServer, startHttpMcp, startMcp } from "./support/mcp-client.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

async function startApi() {
  const mock = await startMock();
  onTestFinished(() => mock.close());
  return mock;
}

/** Makes 30 calls at once with each of two assistants. Returns those that failed. */
async function sixtyCalls(assistants: readonly StartedServer[]) {
  const calls = assistants.flatMap((assistant) =>
    Array.from({ length: 30 }, () => assistant.use("call", { call: "tasks.list", maxItems: 1 })),
  );
  return (await Promise.all(calls)).filter(({ isError }) => isError);
}

test("two servers with one key are refused sometimes, and no call fails", async () => {
  const mock = await startApi();
  expect(await sixtyCalls(await Promise.all([startMcp(mock), startMcp(mock)]))).toEqual([]);
  expect(mock.arrivals.filter(({ status }) => status === 200)).toHaveLength(60);
});

test("assistants that share one server on HTTP share its rate limit: none is refused", {
  timeout: 60_000,
}, async () => {
  const mock = await startApi();
  const server = await startHttpMcp(mock);
  expect(await sixtyCalls(await Promise.all([server.connect(), server.connect()]))).toEqual([]);
  expect(mock.arrivals.map(({ status }) => status)).toEqual(Array.from({ length: 60 }, () => 200));
});

test("servers with a plan share one count of the month, without any other option", async () => {
  const mock = await startApi();
  const folder = await temporaryFolder();
  const environment = { HOME: folder, XDG_STATE_HOME: folder, LOCALAPPDATA: folder };
  const servers = await Promise.all([1, 2].map(() => startMcp(mock, ["--plan", "starter"], environment)));
  for (const server of servers)
    for (let count = 0; count < 3; count++) await server.use("call", { call: "tasks.list" });
  await Promise.all(servers.map(({ client }) => client.close()));
  expect(await readFile(join(folder, "copilot-sdk-mcp", "quota"), "utf8")).toMatch(/\b6\b/);
});
