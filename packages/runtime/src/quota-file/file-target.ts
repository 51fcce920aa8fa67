import { readFile, readlink, realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { codeOf } from "./system-error.js";

/**
 * The file that a path leads to through symbolic links, even if it does not exist yet. A rename to a link would replace the link,
 * and processes that use different links to one file would use different locks.
 */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? path : targetOf(resolve(dirname(path), link));
}

/** The text of a file; undefined if it does not exist. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
