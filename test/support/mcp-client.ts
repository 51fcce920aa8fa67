import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { onTestFinished } from "vitest";
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
  use(tool: string, input: object, options?: { readonly signal?: AbortSignal }): Promise<ToolResult>;
}

/** The API that a server calls. */
interface Api {
  readonly url: string;
  readonly apiKey: string;
}

/** Starts `@copilot-sdk/mcp` for an API, and stops it at the end of the test. */
export async function startMcp(api: Api, options: readonly string[] = []): Promise<StartedServer> {
  const server = await connectMcp(api, options);
  onTestFinished(() => server.client.close());
  return server;
}

/** Starts `@copilot-sdk/mcp` for an API. Closing the client ends it. */
export async function connectMcp(
  { url, apiKey }: Api,
  options: readonly string[] = [],
): Promise<StartedServer> {
  const program = join(root, "packages/mcp/bin/copilot-sdk-mcp.js");
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, ...options],
    env: { COPILOT_API_KEY: apiKey, COPILOT_BASE_URL: url },
    stderr: "pipe",
  });
  let log = "";
  transport.stderr?.on("data", (chunk) => {
    log += chunk;
  });
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  return {
    client,
    log: () => log,
    use: async (name, input, requestOptions = {}) => {
      const request = { name, arguments: { ...input } };
      const { content, structuredContent, isError = false } = await client.callTool(request, requestOptions);
      const [first] = content;
      return { isError, text: first?.type === "text" ? first.text : "", data: structuredContent };
    },
  };
}
