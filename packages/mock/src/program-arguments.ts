import { parseArgs } from "node:util";
import type { MockOptions } from "./options.js";
import type { ProgramRequest } from "./program.js";

export const usage: string = `Usage: copilot-sdk-mock [--document FILE] [--port N] [--seed N] [--records N] [--api-key KEY] [--plan NAME]
                        [--webhook-url URL] [--webhook-secret SECRET] [--faults FILE] [--no-memory]
                        [--no-rate-limit] [--json]

Serves a mock of the API on 127.0.0.1: by default of the API that this package is for, with --document of the API that an OpenAPI
document describes. It stops on SIGTERM, SIGINT, or the end of a piped standard input.

  --document FILE         a bundled OpenAPI document, JSON or YAML
  --port N                default: 4010 if it is free, or else any free port
  --seed N                selects the data at the beginning. Default: 1
  --records N             records of each list at the beginning. Default: 45
  --api-key KEY           the only key that is accepted. Default: any key
  --plan NAME             a plan of the document, whose monthly quota applies
  --webhook-url URL       where events are sent to
  --webhook-secret SECRET signs them. Default: mock-secret
  --faults FILE           what goes wrong with requests: a JSON or YAML list such as [{ status: 503, times: 2 }]
  --no-memory             each response is the document's example
  --no-rate-limit         no rate limit
  --json                  prints one line of JSON when it is ready: {"url": "...", "apiKey": "...", "sessionToken": "..."}`;

const OPTIONS = {
  document: { type: "string" },
  port: { type: "string" },
  seed: { type: "string" },
  records: { type: "string" },
  "api-key": { type: "string" },
  plan: { type: "string" },
  "webhook-url": { type: "string" },
  "webhook-secret": { type: "string" },
  faults: { type: "string" },
  "no-memory": { type: "boolean", default: false },
  "no-rate-limit": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** @throws TypeError when there is an unknown option or a number that is none. */
export function readArguments(argv: readonly string[]): ProgramRequest | "help" {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS });
  if (values.help) return "help";
  const {
    document,
    plan,
    faults,
    "api-key": apiKey,
    "webhook-url": url,
    "webhook-secret": secret = "mock-secret",
  } = values;
  const total = numberFrom("records", values.records);
  const options: MockOptions = {
    document,
    plan,
    faults,
    port: numberFrom("port", values.port),
    seed: numberFrom("seed", values.seed),
    memory: !values["no-memory"],
    ...(total !== undefined && { pages: { total } }),
    ...(apiKey !== undefined && { apiKeys: [apiKey] }),
    ...(values["no-rate-limit"] && { rateLimit: false }),
    ...(url !== undefined && { webhooks: { url, secret } }),
  };
  return { options, isJson: values.json, canMove: values.port === undefined };
}

function numberFrom(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw Object.assign(new TypeError(`--${name} must be a number, not ${JSON.stringify(text)}`), {
    code: "ERR_PARSE_ARGS_VALUE",
  });
}
