import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** A document of the corpus. */
export interface CorpusDocument {
  /** The file name without its extensions, or the name of its folder. */
  readonly name: string;
  /** Absolute path of the file, or of the folder whose entry document `sdkgen` finds. */
  readonly path: string;
}

const EXTENSION = /\.(json|ya?ml)(\.gz)?$/i;

/**
 * The documents in a folder, sorted by name: files in JSON or YAML, compressed or not, and folders.
 *
 * @throws Error if the folder cannot be read.
 */
export async function listDocuments(folder: string): Promise<readonly CorpusDocument[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() || EXTENSION.test(entry.name))
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .map(({ name }) => ({ name: name.replace(EXTENSION, ""), path: resolve(folder, name) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The path that `sdkgen` reads: a compressed file is decompressed into a folder first.
 *
 * @throws Error if the file cannot be decompressed.
 */
export async function readablePath({ path }: CorpusDocument, folder: string): Promise<string> {
  if (!path.toLowerCase().endsWith(".gz")) return path;
  const file = join(folder, basename(path).slice(0, -".gz".length));
  await writeFile(file, await promisify(gunzip)(await readFile(path)));
  return file;
}
