import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { startMock } from "@copilot-sdk/mock";
import { describe, expect, onTestFinished, test } from "vitest";
import { startJsonServer } from "./support/json-server.ts";
import { startHttpMcp } from "./support/mcp-client.ts";
import { run } from "./support/run.ts";
import { testFolder } from "./support/workspace.ts";

/** For servers that make no call: nothing listens there. */
const NOWHERE = { url: "http://127.0.0.1:9", apiKey: "key" };

const REQUEST = {
  method: "POST",
  headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
  body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
};

describe("a server on HTTP", () => {
  test("serves several clients, which find the same tools and read from the API", async () => {
    const mock = await startMock();
    onTestFinished(() => mock.close());
    const server = await startHttpMcp(mock);
    for (const assistant of [await server.connect(), await server.connect()]) {
      const { tools } = await assistant.client.listTools();
      expect(tools.map(({ name }) => name)).toEqual(["search", "describe", "call"]);
      const { data } = await assistant.use("call", { call: "tasks.list", maxItems: 2, fields: ["id"] });
      expect(data.items).toHaveLength(2);
      const rest = await assistant.use("call", { cursor: data.cursor, maxItems: 2 });
      expect(rest.data.items).toHaveLength(2);
    }
  });

  test("refuses requests without its token, from web pages, for other hosts, and for other paths", async () => {
    const { url, token } = await startHttpMcp(NOWHERE);
    const statusOf = async (headers: object, path = "") =>
      (await fetch(url + path, { ...REQUEST, headers: { ...REQUEST.headers, ...headers } })).status;
    const authorization = `Bearer ${token}`;
    expect(token.length).toBeGreaterThan(30);
    expect(await statusOf({ authorization })).toBe(200);
    expect(await statusOf({})).toBe(401);
    expect(await statusOf({ authorization: `Bearer ${token.slice(1)}` })).toBe(401);
    expect(await statusOf({ authorization, origin: "http://localhost:3000" })).toBe(403);
    expect(await statusOf({ authorization }, "/other")).toBe(404);
    // `fetch` does not send another `Host`.
    const request = get(url, { headers: { authorization, host: "rebound.example" } });
    const [response] = await once(request, "response");
    response.resume();
    expect(response.statusCode).toBe(403);
  });

  test("prints nothing on standard output, and ends on SIGTERM while a client is connected", async () => {
    const server = await startHttpMcp(NOWHERE);
    await server.connect();
    expect(await server.stop()).toEqual({ exitCode: 0, stdout: "" });
  });

  test("has the token of the environment, which it does not print", async () => {
    const server = await startHttpMcp(NOWHERE, { MCP_TOKEN: "a token of the person" });
    expect(server.token).toBe("the value of MCP_TOKEN");
    const { client } = await server.connect();
    expect((await client.listTools()).tools).toHaveLength(3);
  });

  test.each([
    [["--http", "0"], { MCP_TOKEN: "short" }, /MCP_TOKEN must have at least 16 characters/],
    [["--http", "many"], {}, /--http many: it must be a port/],
  ])("does not start with %o and %o", async (options, environment, message) => {
    const program = ["../packages/mcp/bin/copilot-sdk-mcp.js", ...options];
    const { exitCode, stdout, stderr } = await run(process.execPath, program, {
      cwd: testFolder,
      environment,
    });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringMatching(message),
    });
  });

  test("a call whose client goes away ends its request", async () => {
    let closed: Promise<unknown> | undefined;
    const received = Promise.withResolvers<void>();
    const api = createServer((request) => {
      closed = once(request.socket, "close");
      received.resolve();
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void api.close());
    await once(api, "listening");
    const url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const { connect } = await startHttpMcp({ url, apiKey: "key" });
    const { client, use } = await connect();
    const call = use("call", { call: "tasks.list" });
    call.catch(() => {});
    await received.promise;
    await client.close();
    await closed;
  });
});

test("a client that asks for progress learns that a long call is running", async () => {
  const first = Promise.withResolvers<string>();
  const { url } = await startJsonServer(async () => {
    await first.promise;
    return { body: { data: [] } };
  });
  const { use } = await (await startHttpMcp({ url, apiKey: "key" })).connect();
  const onprogress = ({ message = "" }) => first.resolve(message);
  expect(await use("call", { call: "tasks.list" }, { onprogress })).toMatchObject({ isError: false });
  expect(await first.promise).toMatch(/The call has been running for \d+ s\./);
});
