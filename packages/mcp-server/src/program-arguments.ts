import { parseArgs } from "node:util";
import type { PermissionOptions } from "./permissions.ts";

/** What the person who starts a server chooses. */
export interface ProgramArguments extends PermissionOptions {
  readonly help: boolean;
  readonly version: boolean;
  /** The plan whose quota is counted. Default: requests are not counted. */
  readonly plan?: string | undefined;
  /** The file with the count, which all processes of a machine share. Default: the count starts with the process. */
  readonly quotaFile?: string | undefined;
  readonly logLevel?: string | undefined;
}

/** @throws {TypeError} with the code `ERR_PARSE_ARGS_...` for an unknown option. */
export function readArguments(given: readonly string[]): ProgramArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      write: { type: "boolean", default: false },
      "allow-delete": { type: "boolean", default: false },
      allow: { type: "string", multiple: true, default: [] },
      deny: { type: "string", multiple: true, default: [] },
      plan: { type: "string" },
      "quota-file": { type: "string" },
      "log-level": { type: "string" },
      help: { type: "boolean", short: "h", default: false },
      version: { type: "boolean", default: false },
    },
  });
  const { write, allow, deny, help, version, plan } = values;
  const all = { write, allowDelete: values["allow-delete"], allow: names(allow), deny: names(deny) };
  return { ...all, help, version, plan, quotaFile: values["quota-file"], logLevel: values["log-level"] };
}

/** `--allow a,b --allow c` are three names. */
function names(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => value.split(",")).filter((name) => name !== "");
}

/** The help of the program. */
export function usage(command: string, secrets: readonly string[]): string {
  return `Usage: ${command} [options]

An MCP server on standard input and output. It only reads, unless you allow more.

  --write                 allow all calls that create or change something, but not those that delete
  --allow-delete          allow all calls that delete something
  --allow <name>          allow a call (tasks.create), or those of a resource that create or change something (tasks.*);
                          repeat it, or separate names with commas
  --deny <name>           refuse a call or a resource, also for reading; it has precedence
  --plan <name>           count requests, and stop at the monthly quota of this plan
  --quota-file <file>     keep the count in this file, which all processes of a machine share
  --log-level <level>     off, error, warn (default), info or debug, on standard error
  --help, --version

Credentials are read from the environment: ${secrets.length === 0 ? "this API needs none" : secrets.join(", ")}.`;
}
