import { dirname, resolve, sep } from "node:path";
import type { SpecFiles } from "./files.ts";

/** Where generated files are. */
export interface GeneratedFiles {
  /** The absolute folder that contains the packages. */
  readonly output: string;
  /** The name of a file that every folder of generated files contains. */
  readonly inventory: string;
  /** The absolute path of the merged document. */
  readonly bundle?: string | undefined;
}

/** Where a glob is looked for. */
export interface GlobOptions {
  readonly directory: string;
  readonly ignore: readonly string[];
  /** Default: none. */
  readonly generated?: GeneratedFiles | undefined;
}

/**
 * The files that a glob matches, without those of generated packages and of `node_modules`, unless the glob starts with such a folder: a
 * second run must not read what the first has written.
 */
export async function filesOfGlob(
  files: SpecFiles,
  pattern: string,
  { directory, ignore, generated }: GlobOptions,
): Promise<readonly string[]> {
  const unwanted = pattern.includes(MODULES) ? ignore : [...ignore, IN_MODULES];
  const found = await files.find(pattern, directory, unwanted);
  if (generated === undefined) return found;
  const { output, inventory, bundle } = generated;
  const others = found.filter((path) => path !== bundle);
  if (!others.some((path) => isIn(output, path))) return others;
  const start = folderOf(pattern, directory);
  const inventories = await files.find(`**/${inventory}`, output, [IN_MODULES]);
  const packages = inventories.map((path) => dirname(path)).filter((folder) => !isIn(folder, start));
  return others.filter((path) => !packages.some((folder) => isIn(folder, path)));
}

const MODULES = "node_modules";
const IN_MODULES = `**/${MODULES}/**`;

/** The folder that a glob starts with. */
function folderOf(pattern: string, directory: string): string {
  const [start = ""] = pattern.split(/[*?[\]{}()!+@]/, 1);
  return resolve(directory, start.slice(0, start.lastIndexOf("/") + 1));
}

/** Whether a path is in a folder, or the same. */
function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
