import { parseArgs } from "node:util";
import type { ProgramRequest } from "./program.js";
import { PROGRAM_OPTIONS, type ProgramOption, requestFrom } from "./program-options.js";

const OPTIONS: readonly ProgramOption[] = [
  { name: "document", value: "file", description: "a bundled OpenAPI document, JSON or YAML" },
  ...PROGRAM_OPTIONS,
  {
    name: "json",
    description:
      'prints one line of JSON when it is ready: {"url": "...", "apiKey": "...", "sessionToken": "..."}',
  },
  { name: "help", description: "prints this text" },
];

/** The help of the program. */
export const usage: string = `Usage: copilot-sdk-mock [options]

Serves a mock of the API on 127.0.0.1: by default of the API that this package is for, with --document of the API that an OpenAPI
document describes. It stops on SIGTERM, SIGINT, or the end of a piped standard input.

${OPTIONS.map(({ name, value, description }) => `  ${`--${name} ${value?.toUpperCase() ?? ""}`.padEnd(24)}${description}`).join("\n")}`;

/** @throws TypeError when there is an unknown option or an integer that is none. */
export function readArguments(argv: readonly string[]): ProgramRequest | "help" {
  const entries = OPTIONS.map(
    ({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" }] as const,
  );
  const { values } = parseArgs({ args: [...argv], options: Object.fromEntries(entries) });
  const { document, json, help } = values;
  if (help === true) return "help";
  return requestFrom(values, typeof document === "string" ? document : undefined, json === true);
}
