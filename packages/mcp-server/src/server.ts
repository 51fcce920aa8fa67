import { readFile } from "node:fs/promises";
import {
  type CallToolResult,
  fromJsonSchema,
  McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Catalogue } from "./catalogue.ts";
import { cut } from "./describe.ts";
import { withProgress } from "./progress.ts";
import type { Redaction } from "./redaction.ts";
import type { ToolOutput } from "./tool-output.ts";
import { CALL_INPUT, DESCRIBE_INPUT, SEARCH_INPUT } from "./tool-schemas.ts";
import type { ApiTools, CallInput, DescribeInput, SearchInput } from "./tools.ts";

/** A text that assistants can read. */
export interface Guide {
  /** `guide.md` */
  readonly name: string;
  readonly description: string;
  /** Its absolute path. */
  readonly file: string;
}

/** What a server offers. */
export interface Offer {
  readonly name: string;
  readonly version: string;
  readonly catalogue: Catalogue;
  readonly tools: ApiTools;
  readonly redaction: Redaction;
  readonly guides: readonly Guide[];
}

/** Registers the tools and guides at a server of the protocol. */
export function createServer({ name, version, catalogue, tools, redaction, guides }: Offer): McpServer {
  const instructions = instructionsFor(catalogue, tools.writes);
  const server = new McpServer({ name, version, title: catalogue.title }, { instructions });
  const add = (
    tool: Tool,
    run: (input: never, context: ServerContext) => ToolOutput | Promise<ToolOutput>,
  ) => {
    const { name: toolName, input, ...config } = tool;
    server.registerTool(toolName, { ...config, inputSchema: fromJsonSchema(input) }, async (given, context) =>
      resultOf(redactedOutput(await run(given as never, context), redaction)),
    );
  };
  add(SEARCH, (input: SearchInput) => tools.search(input));
  add(DESCRIBE, (input: DescribeInput) => tools.describe(input));
  const addCalls = (tool: Tool, kind: "call" | "write") =>
    add(tool, (input: CallInput, context) =>
      withProgress(context, (onItem) => tools.call(input, kind, context.mcpReq.signal, onItem)),
    );
  addCalls(CALL, "call");
  if (tools.writes) addCalls(WRITE, "write");
  for (const { name: guide, description, file } of guides)
    server.registerResource(
      guide,
      `guide://${name}/${guide}`,
      { description, mimeType: "text/markdown" },
      async ({ href }) => ({
        contents: [{ uri: href, mimeType: "text/markdown", text: await readFile(file, "utf8") }],
      }),
    );
  return server;
}

interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: object;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint?: boolean;
    readonly idempotentHint?: boolean;
    readonly openWorldHint: boolean;
  };
}

const SEARCH: Tool = {
  name: "search",
  title: "Find calls",
  description: "Finds calls of the API by words. Returns their names, each with a sentence.",
  input: SEARCH_INPUT,
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
};

const DESCRIBE: Tool = {
  name: "describe",
  title: "Describe a call",
  description:
    "Describes a call of the API: its input with an example, its result and its errors. Use it before the first call.",
  input: DESCRIBE_INPUT,
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
};

const CALL: Tool = {
  name: "call",
  title: "Read from the API",
  description:
    "Makes a call that only reads, and returns its result as JSON. Long results are shortened, with a note on how to get the rest.",
  input: CALL_INPUT,
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: true },
};

const WRITE: Tool = {
  name: "write",
  title: "Change data",
  description: "Makes a call that creates, changes or deletes something, and returns its result as JSON.",
  input: CALL_INPUT,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
};

/** What an assistant reads first. */
function instructionsFor({ title, description, resources }: Catalogue, writes: boolean): string {
  const names = resources.map(({ name }) => name).join(", ");
  return [
    `The API of ${title}.${description === undefined ? "" : ` ${cut(description, 500)}`}`,
    `Find a call with \`search\`, read its input with \`describe\`, then make it with \`call\`${writes ? ", or with `write` if it changes something" : ". This server only reads"}.`,
    "The server keeps to the rate limit and repeats failed requests itself. Do not repeat a call because it is slow.",
    `Resources: ${cut(names, 2_000)}.`,
  ].join("\n");
}

function redactedOutput({ file, ...output }: ToolOutput, redaction: Redaction): ToolOutput {
  return { ...redaction.value(output), ...(file !== undefined && { file }) };
}

function resultOf({ text, structured, file, isError = false }: ToolOutput): CallToolResult {
  const { type = "", base64 = "" } = file ?? {};
  const uri = "file://response";
  return {
    content: [
      { type: "text", text },
      ...(file === undefined
        ? []
        : [{ type: "resource" as const, resource: { uri, mimeType: type, blob: base64 } }]),
    ],
    ...(structured !== undefined && { structuredContent: { ...structured } }),
    isError,
  };
}
