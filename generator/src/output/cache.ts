import { randomUUID } from "node:crypto";
import {
  closeSync,
  fstatSync,
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

/** The cached value of a key: plain data, and file contents. */
export interface Cached {
  readonly value: unknown;
  readonly contents: readonly Uint8Array[];
}

/** The metadata after the contents of an entry, in two identical lines: if one byte is damaged, they differ. */
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
 * @returns `undefined` if the user has none: a service without a home folder, or a container whose user has no name.
 */
export function cacheFolder(env: Environment): string | undefined {
  const folder = userCache(env);
  return isAbsolute(folder) ? join(folder, "sdkgen") : undefined;
}

function userCache({ XDG_CACHE_HOME, LOCALAPPDATA }: Environment): string {
  if (XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (process.platform === "win32") return LOCALAPPDATA ?? join(homeFolder(), "AppData", "Local");
  return process.platform === "darwin"
    ? join(homeFolder(), "Library", "Caches")
    : join(homeFolder(), ".cache");
}

/** Empty if there is none. */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return "";
  }
}

/** The cached value of a key. `undefined` if the entry is missing, damaged, or owned by another user. */
export function readCached(folder: string, key: string): Cached | undefined {
  try {
    const bytes = readOwn(fileOf(folder, key));
    const json = bytes.subarray(bytes.lastIndexOf("\n") + 1);
    const end = bytes.byteLength - 2 * json.byteLength - 1;
    if (!json.equals(bytes.subarray(end, end + json.byteLength))) return undefined;
    const head = JSON.parse(json.toString()) as Head;
    if (head.key !== key) return undefined;
    const contents = divided(bytes.subarray(0, end), head.sizes);
    return contents && { value: head.value, contents };
  } catch {
    return undefined;
  }
}

/** Reads a file that belongs to this user. Others could make this one run their programs. */
function readOwn(file: string): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const user = process.getuid?.();
    if (user !== undefined && fstatSync(descriptor).uid !== user) throw new Error("of another user");
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Divides contents that follow each other. `undefined` if they have another size together. */
function divided(bytes: Buffer, sizes: readonly number[]): readonly Uint8Array[] | undefined {
  const contents: Uint8Array[] = [];
  let end = 0;
  for (const size of sizes) {
    contents.push(bytes.subarray(end, end + size));
    end += size;
  }
  return end === bytes.byteLength ? contents : undefined;
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
    try {
      if (await writeEntry(aside, { key, value }, contents)) renameSync(aside, file);
    } finally {
      rmSync(aside, { force: true });
    }
    removeOldest(folder);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
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
    const json = JSON.stringify({ ...head, sizes });
    writeAll(descriptor, Buffer.from(`${json}\n${json}`));
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
