import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Catalogue } from "./catalogue.ts";
import { readArguments, usage } from "./program-arguments.ts";
import { Redaction } from "./redaction.ts";
import { createServer, type Guide } from "./server.ts";
import { ApiTools } from "./tools.ts";

/** The class of a client. */
export type ClientClass = new (options: object) => object;

/** A server for an API. */
export interface McpProgram {
  /** The command and the version of the package, for `--help` and the `user-agent` of its requests. */
  readonly name: string;
  readonly version: string;
  readonly catalogue: Catalogue;
  /** Loads the classes of the clients. Called when the first call is made, so that the server starts at once. */
  loadClients(): Promise<readonly ClientClass[]>;
  /** Loads what keeps the count of requests in a file, for all processes of a machine. Absent: the API has no quota. */
  loadQuotaStore?(file: string): Promise<object>;
  /** Texts that assistants can read. Default: none. */
  readonly guides?: readonly Guide[] | undefined;
}

/**
 * Runs an MCP server on standard input and output, with the arguments of the process.
 *
 * @example
 * // Not run: it serves its standard input and output until they are closed.
 * await runMcpServer({
 *   name: "shop-mcp",
 *   version: "1.0.0",
 *   catalogue: JSON.parse(readFileSync(new URL("../catalogue.json", import.meta.url), "utf8")),
 *   loadClients: async () => [(await import("shop")).Shop],
 * });
 */
export async function runMcpServer(program: McpProgram): Promise<void> {
  const { name, version, catalogue, guides = [] } = program;
  try {
    const chosen = readArguments(process.argv.slice(2));
    if (chosen.help) return console.log(usage(name, catalogue.secrets));
    if (chosen.version) return console.log(version);
    const redaction = new Redaction(catalogue.secrets, process.env);
    const logger = useStandardError(redaction);
    const tools = new ApiTools({
      catalogue,
      permissions: chosen,
      createClients: async () => {
        const { plan, quotaFile, logLevel } = chosen;
        const store = quotaFile === undefined ? undefined : await program.loadQuotaStore?.(quotaFile);
        const options = {
          userAgent: `${name}/${version}`,
          logger,
          ...(logLevel !== undefined && { logLevel }),
          ...(plan !== undefined && { quota: { plan, ...(store !== undefined && { store }) } }),
        };
        return (await program.loadClients()).map((Client) => new Client(options));
      },
    });
    serveStdio(() => createServer({ name, version, catalogue, tools, redaction, guides }), {
      onerror: (error) => logger.error(`${name}: ${error.message}`),
    });
  } catch (error) {
    const isUsage = error instanceof RangeError || (error instanceof TypeError && "code" in error);
    if (!isUsage) throw error;
    console.error(`${error.message}\n\n${usage(name, catalogue.secrets)}`);
    process.exitCode = 2;
  }
}

/** Sends everything that is logged to standard error. Standard output belongs to the protocol. */
function useStandardError(redaction: Redaction): Console {
  for (const level of ["log", "info", "debug", "warn", "error"] as const) {
    const write = console.error.bind(console);
    console[level] = (...parts: unknown[]) =>
      write(...parts.map((part) => (typeof part === "string" ? redaction.text(part) : part)));
  }
  return console;
}
