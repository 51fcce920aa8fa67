import { randomUUID } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/** The number of entries that are kept: those that were written last. */
const MOST_ENTRIES = 50;

/** The size of all entries that are kept, in bytes. The last one is always kept. */
const MOST_BYTES = 256 * 1024 * 1024;

type Environment = { readonly [name: string]: string | undefined };

/** What is kept for a key: plain data, and contents of files. */
export interface Cached {
  readonly value: unknown;
  readonly contents: readonly Uint8Array[];
}

/** The last line of an entry, which follows the contents. */
interface Head {
  readonly key: string;
  /** The size of each content in bytes. */
  readonly sizes: readonly number[];
  readonly value: unknown;
}

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

/** What was kept for a key. `undefined` if there is nothing, or the entry is not whole. */
export function readCached(folder: string, key: string): Cached | undefined {
  let bytes: Buffer;
  let head: Partial<Head> | null;
  try {
    bytes = readFileSync(fileOf(folder, key));
    head = JSON.parse(bytes.toString("utf8", bytes.lastIndexOf("\n") + 1));
  } catch {
    return undefined;
  }
  if (head?.key !== key || !Array.isArray(head.sizes)) return undefined;
  const contents: Uint8Array[] = [];
  let end = 0;
  for (const size of head.sizes) {
    contents.push(bytes.subarray(end, end + size));
    end += size;
  }
  return end === bytes.lastIndexOf("\n") ? { value: head.value, contents } : undefined;
}

/**
 * Keeps something for a key, for this user only. Without permission to write, nothing is kept. The oldest entries are removed.
 *
 * @param contents Each is written before the next one is asked for. `undefined`: nothing is kept after all.
 */
export async function writeCached(
  folder: string,
  key: string,
  value: unknown,
  contents: AsyncIterable<Uint8Array | undefined>,
): Promise<void> {
  const file = fileOf(folder, key);
  const aside = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (await writeEntry(aside, { key, value }, contents)) renameSync(aside, file);
    removeOldest(folder);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Writes an entry. Returns whether it is whole. */
async function writeEntry(
  file: string,
  head: Omit<Head, "sizes">,
  contents: AsyncIterable<Uint8Array | undefined>,
): Promise<boolean> {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    const sizes: number[] = [];
    for await (const content of contents) {
      if (content === undefined) return false;
      writeAll(descriptor, content);
      sizes.push(content.byteLength);
    }
    writeAll(descriptor, Buffer.from(`\n${JSON.stringify({ ...head, sizes })}`));
    return true;
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let start = 0; start < bytes.byteLength; ) start += writeSync(descriptor, bytes, start);
}

function removeOldest(folder: string): void {
  const entries = readdirSync(folder).map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return { name, size, time: mtimeMs };
  });
  let total = 0;
  for (const [index, { name, size }] of entries.sort((a, b) => b.time - a.time).entries()) {
    total += size;
    if (index > 0 && (index >= MOST_ENTRIES || total > MOST_BYTES))
      rmSync(join(folder, name), { force: true });
  }
}

/** The file of a key. If two keys have the same one, which is rare, the last one is kept. */
function fileOf(folder: string, key: string): string {
  let sum = 0x811c9dc5;
  for (const byte of Buffer.from(key)) sum = Math.imul(sum ^ byte, 0x01000193);
  return join(folder, (sum >>> 0).toString(16).padStart(8, "0"));
}
