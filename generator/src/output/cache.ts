import { hash } from "node:crypto";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { writeWhole } from "./write-whole.ts";

/** The number of entries that are kept: those that were written last. */
const MOST_ENTRIES = 50;

type Environment = { readonly [name: string]: string | undefined };

/**
 * The user's folder for data that can be created again, as the operating system defines it.
 *
 * @param env The environment variables.
 */
export function cacheFolder(env: Environment): string {
  return join(userCache(env), "sdkgen");
}

function userCache({ XDG_CACHE_HOME, LOCALAPPDATA }: Environment): string {
  if (XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (process.platform === "win32") return LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  return process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}

/** What was kept for a key. `undefined` if there is nothing, or it is not as it was written. */
export async function readCached(folder: string, key: string): Promise<unknown> {
  try {
    const text = await readFile(fileOf(folder, key), "utf8");
    const end = text.indexOf("\n");
    const content = text.slice(end + 1);
    return text.slice(0, end) === sumOf(content) ? JSON.parse(content) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps plain data for a key. Without permission to write, nothing is kept. The oldest entries are removed. */
export async function writeCached(folder: string, key: string, value: unknown): Promise<void> {
  try {
    const file = fileOf(folder, key);
    const content = JSON.stringify(value);
    await writeWhole(file, `${sumOf(content)}\n${content}`, file);
    const names = await readdir(folder);
    if (names.length <= MOST_ENTRIES) return;
    const entries = await Promise.all(
      names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
    );
    for (const { name } of entries.sort((a, b) => b.time - a.time).slice(MOST_ENTRIES))
      await rm(join(folder, name), { force: true });
  } catch {}
}

/** The first line of an entry. A damaged entry has another one. */
function sumOf(content: string): string {
  return hash("sha256", content, "hex");
}

function fileOf(folder: string, key: string): string {
  return join(folder, `${hash("sha256", key, "hex").slice(0, 32)}.json`);
}
