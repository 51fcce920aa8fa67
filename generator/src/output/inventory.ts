import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { hashOfFile, withLineFeeds } from "./content.ts";
import type { OutputFile } from "./output-file.ts";
import { isInside } from "./safe-path.ts";

/** The name of the inventory of a package: the files that sdkgen wrote into its folder. */
export const INVENTORY = ".sdkgen";

const INTRODUCTION = [
  "# The files that sdkgen wrote into this folder, with their hashes. Commit this file, and do not edit it.",
  "# Other files belong to you: sdkgen neither changes nor deletes them.",
];

/** The whole content of the file in packages of older versions, which had no hashes. */
const MARK_OF_OLDER_VERSIONS = "sdkgen owns this folder";

/** The files that sdkgen wrote into a folder. */
export interface Inventory {
  /** `older`: by a version that kept no hashes. `none`: nothing is known. */
  readonly kind: "hashes" | "older" | "none";
  /** The hashes of the files by path in the folder. A file has several if two branches were merged. */
  readonly hashes: ReadonlyMap<string, readonly string[]>;
}

/** The text of the inventory of a folder with these files, by their paths in the folder. */
export function inventoryText(files: ReadonlyMap<string, OutputFile>): string {
  const lines = [...files]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, file]) => `${hashOfFile(file)} ${path}`);
  return [...INTRODUCTION, ...lines, ""].join("\n");
}

/**
 * Reads the inventory of a folder.
 *
 * @param file The inventory for messages.
 * @param force Whether to accept a damaged inventory, and use the lines that can be read.
 * @throws {DiagnosticError} if it is damaged or cannot be read.
 */
export async function readInventory(folder: string, file: string, force: boolean): Promise<Inventory> {
  const text = await readIfThere(folder);
  if (text === undefined) return { kind: "none", hashes: new Map() };
  if (text.startsWith(MARK_OF_OLDER_VERSIONS)) return { kind: "older", hashes: new Map() };
  const hashes = new Map<string, string[]>();
  for (const [index, line] of withLineFeeds(text).split("\n").entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [, hash, path] = /^([\da-f]{16}) (.+)$/.exec(line) ?? [];
    if (hash !== undefined && path !== undefined && isInside(path)) {
      hashes.set(path, [...(hashes.get(path) ?? []), hash]);
    } else if (!force) {
      const reason = /^(?:<{7}|={7}|>{7}|\|{7})/.test(line) ? "a merge conflict" : "an invalid line";
      const place = { file, line: index + 1, column: 1 };
      throw new DiagnosticError([diagnostic("broken-inventory", { file, reason }, place)]);
    }
  }
  return { kind: "hashes", hashes };
}

async function readIfThere(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, INVENTORY), "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // A file in the place of the folder is reported as one that is in the way.
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("unreadable-folder", { folder, reason })]);
  }
}
