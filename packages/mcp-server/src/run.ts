import { randomBytes } from "node:crypto";
import type { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Catalogue } from "./catalogue.ts";
import { clientOptions } from "./client-options.ts";
import { type HttpSettings, serveHttp } from "./http.ts";
import { readArguments, TOKEN_VARIABLE, usage } from "./program-arguments.ts";
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
 * Runs an MCP server with the arguments of the process: on standard input and output, or on HTTP with `--http`.
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
        const options = await clientOptions(program, chosen, logger);
        return (await program.loadClients()).map((Client) => new Client(options));
      },
    });
    const create = () => createServer({ name, version, catalogue, tools, redaction, guides });
    const onError = (error: Error) => logger.error(`${name}: ${error.message}`);
    if (chosen.http === undefined) serveStdio(create, { onerror: onError });
    else await serveUntilStopped(create, { port: chosen.http, token: tokenFrom(process.env), onError });
  } catch (error) {
    const isUsage = error instanceof RangeError || (error instanceof TypeError && "code" in error);
    if (!isUsage) throw error;
    console.error(`${error.message}\n\n${usage(name, catalogue.secrets)}`);
    process.exitCode = 2;
  }
}

/** Serves HTTP until the process is asked to stop: by SIGTERM or SIGINT. */
async function serveUntilStopped(create: () => McpServer, settings: HttpSettings): Promise<void> {
  const server = await serveHttp(create, settings);
  const stop = () => void server.close();
  process.once("SIGTERM", stop).once("SIGINT", stop);
  const isGiven = process.env[TOKEN_VARIABLE] !== undefined;
  // Not through the logger, whose level may be `off`. The token is for the person who starts the server.
  process.stderr.write(
    `Serving MCP at ${server.url}\nAuthorization: Bearer ${isGiven ? `the value of ${TOKEN_VARIABLE}` : settings.token}\n`,
  );
}

/**
 * The token that clients send.
 *
 * @throws {RangeError} if the given one can be guessed.
 */
function tokenFrom({ [TOKEN_VARIABLE]: given }: NodeJS.ProcessEnv): string {
  if (given === undefined) return randomBytes(24).toString("base64url");
  if (given.length >= 16) return given;
  throw new RangeError(`${TOKEN_VARIABLE} must have at least 16 characters`);
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
