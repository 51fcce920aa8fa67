import type { MockOptions } from "./options.js";
import type { ProgramRequest } from "./program.js";
import definitions from "./program-options.json" with { type: "json" };

/** An option of the programs that serve a mock. */
export interface ProgramOption {
  /** Without its dashes: `api-key`. */
  readonly name: string;
  /** The placeholder of its value in the help text. Absent: it has no value. */
  readonly value?: string;
  /** The highest value of an option that takes an integer from 0. Absent: it takes a text. */
  readonly maximum?: number;
  readonly description: string;
}

/** The options that `copilot-sdk-mock` and `sdkgen mock` have in common. The file is data, so that help needs no other part of the mock. */
export const PROGRAM_OPTIONS: readonly ProgramOption[] = definitions;

/** Given values by the names of options: a text, or true for an option without a value. */
export interface ProgramValues {
  readonly [name: string]: string | boolean | undefined;
}

/**
 * Reads the given options.
 *
 * @throws TypeError when an integer is none.
 */
export function requestFrom(
  values: ProgramValues,
  document: MockOptions["document"],
  isJson: boolean,
): ProgramRequest {
  const text = (name: string) => (typeof values[name] === "string" ? values[name] : undefined);
  const number = (name: string) => integerFrom(name, text(name));
  const total = number("records");
  const apiKey = text("api-key");
  const url = text("webhook-url");
  const options: MockOptions = {
    document,
    plan: text("plan"),
    faults: text("faults"),
    port: number("port"),
    seed: number("seed"),
    memory: values["no-memory"] !== true,
    ...(total !== undefined && { pages: { total } }),
    ...(apiKey !== undefined && { apiKeys: [apiKey] }),
    ...(values["no-rate-limit"] === true && { rateLimit: false }),
    ...(url !== undefined && { webhooks: { url, secret: text("webhook-secret") ?? "mock-secret" } }),
  };
  return { options, isJson, canMove: options.port === undefined };
}

function integerFrom(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const { maximum = 0 } = PROGRAM_OPTIONS.find((option) => option.name === name) ?? {};
  if (/^\d+$/.test(text) && Number(text) <= maximum) return Number(text);
  const message = `--${name} must be an integer from 0 to ${maximum}, not ${JSON.stringify(text)}`;
  throw Object.assign(new TypeError(message), { code: "ERR_PARSE_ARGS_VALUE" });
}
