import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import {
  Client,
  type RequestOptions,
  StreamableHTTPClientTransport,
  type Transport,
} from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { onTestFinished } from "vitest";
import { endWithThisProcess } from "./children/end-with-this-process.ts";
import { root } from "./workspace.ts";

/** The result of a tool as the tests use it. */
export interface ToolResult {
  readonly isError: boolean;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what its call returns.
  readonly data: any;
}

/** A server in a process of its own, and the official client of the protocol. */
export interface StartedServer {
  readonly client: Client;
  /** What the process wrote to standard error. */
  readonly log: () => string;
  use(tool: string, input: object, options?: RequestOptions): Promise<ToolResult>;
}

/** The API that a server calls. */
interface Api {
  readonly url: string;
  readonly apiKey: string;
}

/** Starts `@copilot-sdk/mcp` for an API, and stops it at the end of the test. */
export async function startMcp(
  api: Api,
  options: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const server = await connectMcp(api, options, environment);
  onTestFinished(() => server.client.close());
  return server;
}

/** Starts `@copilot-sdk/mcp` for an API. Closing the client ends it. */
export async function connectMcp(
  { url, apiKey }: Api,
  options: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAM, ...options],
    env: { ...environment, COPILOT_API_KEY: apiKey, COPILOT_BASE_URL: url },
    stderr: "pipe",
  });
  let log = "";
  transport.stderr?.on("data", (chunk) => {
    log += chunk;
  });
  return connected(transport, () => log);
}

/** `@copilot-sdk/mcp` on HTTP, in a process of its own. */
export interface HttpMcp {
  readonly url: string;
  readonly token: string;
  /** What the process wrote to standard output until it ended. Ends it by SIGTERM. */
  stop(): Promise<{ readonly exitCode: number | null; readonly stdout: string }>;
  /** Connects the official client. */
  connect(): Promise<StartedServer>;
}

/** Starts `@copilot-sdk/mcp` on HTTP for an API, and stops it at the end of the test. */
export async function startHttpMcp(
  { url: api, apiKey }: Api,
  environment: Readonly<Record<string, string>> = {},
): Promise<HttpMcp> {
  const env = { ...process.env, ...environment, COPILOT_API_KEY: apiKey, COPILOT_BASE_URL: api };
  const stdio = ["ignore", "pipe", "pipe"] as const;
  const child = endWithThisProcess(
    spawn(process.execPath, [PROGRAM, "--http", "0"], { env, stdio: [...stdio] }),
  );
  const ended = once(child, "exit");
  const printed = text(child.stdout);
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    return { exitCode: child.exitCode, stdout: await printed };
  };
  onTestFinished(async () => void (await stop()));
  const lines = createInterface(child.stderr)[Symbol.asyncIterator]();
  const url = String((await lines.next()).value).replace("Serving MCP at ", "");
  const token = String((await lines.next()).value).replace("Authorization: Bearer ", "");
  const connect = async () => {
    const headers = { authorization: `Bearer ${environment.MCP_TOKEN ?? token}` };
    const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
    const server = await connected(transport, () => "");
    onTestFinished(() => server.client.close());
    return server;
  };
  return { url, token, stop, connect };
}

async function connected(transport: Transport, log: () => string): Promise<StartedServer> {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  return {
    client,
    log,
    use: async (name, input, requestOptions = {}) => {
      const request = { name, arguments: { ...input } };
      const { content, structuredContent, isError = false } = await client.callTool(request, requestOptions);
      const [first] = content;
      return { isError, text: first?.type === "text" ? first.text : "", data: structuredContent };
    },
  };
}

const PROGRAM = join(root, "packages/mcp/bin/copilot-sdk-mcp.js");
