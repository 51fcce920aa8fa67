import { InvalidArgumentError, Option } from "commander";
import { mockOptions } from "../released/index.ts";

/** The options of `sdkgen mock` that it shares with the program of the mock. */
export function mockCommandOptions(): readonly Option[] {
  return mockOptions().map(({ name, value, maximum, description }) => {
    const option = new Option(value === undefined ? `--${name}` : `--${name} <${value}>`, description);
    return maximum === undefined ? option : option.argParser((text) => checkInteger(text, maximum));
  });
}

/** The values of these options by their names, as the mock takes them. */
export function givenMockOptions(options: object): { readonly [name: string]: string | boolean } {
  const values = new Map<string, unknown>(Object.entries(options));
  const given: Record<string, string | boolean> = {};
  for (const option of mockCommandOptions()) {
    const value = values.get(option.attributeName());
    // Commander sets `memory` to true until `--no-memory` is given.
    if (option.negate) given[option.name()] = value === false;
    else if (typeof value === "string") given[option.name()] = value;
  }
  return given;
}

/** @throws InvalidArgumentError unless it is an integer from 0 to the highest value. */
function checkInteger(text: string, maximum: number): string {
  if (/^\d+$/.test(text) && Number(text) <= maximum) return text;
  throw new InvalidArgumentError(`It must be an integer from 0 to ${maximum}.`);
}
