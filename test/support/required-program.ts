import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Finds a program that tests need, and returns its absolute path. Undefined if it is missing, so that the tests are skipped.
 *
 * @param names Possible names of the program. The first one on the PATH is used.
 * @throws Error if it is missing and `CI` is set, because a skipped test would go unnoticed in CI.
 */
export function findRequiredProgram(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const found = names.map((name) => findProgram(name, environment)).find((path) => path !== undefined);
  if (found === undefined && isCI(environment)) {
    const missing = names.join(" or ");
    throw new Error(
      `CI is set, but ${missing} is not on the PATH: install it, or unset CI to skip its tests`,
    );
  }
  return found;
}

/** Finds a program, and returns its absolute path. Undefined if it is not on the PATH. */
export function findProgram(
  name: string,
  { PATH = "" }: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  return PATH.split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isCI({ CI = "" }: Readonly<Record<string, string | undefined>>): boolean {
  return !["", "0", "false"].includes(CI.toLowerCase());
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
