import { parseArgs } from "node:util";
import type { PermissionOptions } from "./permissions.ts";

/** What the person who starts a server chooses. */
export interface ProgramArguments extends PermissionOptions {
  /** The port of Streamable HTTP on this machine. Default: the server uses standard input and output. */
  readonly http?: number | undefined;
  readonly help: boolean;
  readonly version: boolean;
  /** The plan whose quota is counted. Default: requests are not counted. */
  readonly plan?: string | undefined;
  /** The file with the count, which all processes that use it share. Default: one for all servers of the user. */
  readonly quotaFile?: string | undefined;
  readonly logLevel?: string | undefined;
}

/**
 * @throws {TypeError} with the code `ERR_PARSE_ARGS_...` for an unknown option.
 * @throws {RangeError} if the port is none.
 */
export function readArguments(given: readonly string[]): ProgramArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      write: { type: "boolean", default: false },
      "allow-delete": { type: "boolean", default: false },
      allow: { type: "string", multiple: true, default: [] },
      deny: { type: "string", multiple: true, default: [] },
      http: { type: "string" },
      plan: { type: "string" },
      "quota-file": { type: "string" },
      "log-level": { type: "string" },
      help: { type: "boolean", short: "h", default: false },
      version: { type: "boolean", default: false },
    },
  });
  const { write, allow, deny, help, version, plan } = values;
  const all = { write, allowDelete: values["allow-delete"], allow: names(allow), deny: names(deny) };
  const http = values.http === undefined ? undefined : portFrom(values.http);
  return {
    ...all,
    http,
    help,
    version,
    plan,
    quotaFile: values["quota-file"],
    logLevel: values["log-level"],
  };
}

function portFrom(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new RangeError(`--http ${text}: it must be a port, from 0 to 65535`);
}

/** `--allow a,b --allow c` are three names. */
function names(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => value.split(",")).filter((name) => name !== "");
}

/** The help of the program. */
export function usage(command: string, secrets: readonly string[]): string {
  return `Usage: ${command} [options]

An MCP server on standard input and output. It is read-only unless you allow more.

  --write                 allow all calls that create or change something, but not those that delete
  --allow-delete          allow all calls that delete something
  --allow <name>          allow a call (tasks.create), or those of a resource that create or change something (tasks.*);
                          repeat it, or separate names with commas
  --deny <name>           refuse a call or a resource, also for reading; it has precedence
  --plan <name>           count requests, and stop at the monthly quota of this plan
  --quota-file <file>     where the count is kept (default: a file that all servers of this user share)
  --http <port>           serve Streamable HTTP on 127.0.0.1 instead, for several assistants (0: any free port);
                          they need the token in ${TOKEN_VARIABLE}, or the one that is printed
  --log-level <level>     off, error, warn (default), info or debug, on standard error
  --help, --version

Credentials are read from the environment: ${secrets.length === 0 ? "this API needs none" : secrets.join(", ")}.`;
}

/** The environment variable with the token of a server on HTTP. */
export const TOKEN_VARIABLE = "MCP_TOKEN";
