import { join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Change } from "./change.ts";
import { hashOf, withLineFeeds } from "./content.ts";
import { INVENTORY, type Inventory, inventoryText, readInventory } from "./inventory.ts";
import { withKeptValues, withoutKeptValues } from "./kept-values.ts";
import { assertNothingInTheWay } from "./obstacles.ts";
import { generatedByOlderVersion, hasHeader } from "./older-versions.ts";
import type { OutputFile } from "./output-file.ts";
import { look } from "./present.ts";
import { assertInside, assertNoLinks } from "./safe-path.ts";

/** Where generated files are written. */
export interface OutputPlace {
  /** The absolute output folder. It need not exist. */
  readonly root: string;
  /** The folders of the packages in it, `.` for itself. Each has an inventory of its generated files. */
  readonly folders: readonly string[];
}

/**
 * Stage 7: compares generated files with those on disk. Nothing is written. Files that sdkgen did not write are ignored, unless a
 * generated file has the same path.
 *
 * @param force Whether a damaged inventory is replaced.
 * @returns A change for every generated file, and for every file that is no longer generated, sorted by path.
 * @throws {DiagnosticError} if a folder cannot be read, an inventory is damaged, a path is outside the folders or is occupied by
 *   a folder or a link, or a file with values to keep is not valid JSON.
 */
export async function reconcile(
  files: readonly OutputFile[],
  { root, folders }: OutputPlace,
  force = false,
): Promise<Change[]> {
  assertPaths(files, folders);
  const changes: Change[] = [];
  for (const folder of folders) {
    await assertNoLinks(root, folder);
    const inventory = await readInventory(join(root, folder), folder, force);
    const own = files.filter(({ path }) => folderOf(path, folders) === folder);
    changes.push(...(await compareFolder(own, { root, folder, inventory })));
  }
  await assertNothingInTheWay(changes, root);
  return changes.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** A folder of a package on disk. */
interface OwnFolder {
  readonly root: string;
  readonly folder: string;
  readonly inventory: Inventory;
}

function assertPaths(files: readonly OutputFile[], folders: readonly string[]): void {
  for (const folder of folders) if (folder !== ".") assertInside(folder);
  const problems: Diagnostic[] = [];
  const seen = new Set<string>(folders.map((folder) => inFolder(folder, INVENTORY)));
  for (const { path } of files) {
    assertInside(path);
    if (folderOf(path, folders) === undefined) problems.push(diagnostic("path-outside", { path }));
    // Some file systems ignore case.
    const key = path.toLowerCase();
    if (seen.has(key)) problems.push(diagnostic("duplicate-output", { path }));
    seen.add(key);
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
}

/** The innermost package folder that contains a path. */
function folderOf(path: string, folders: readonly string[]): string | undefined {
  return folders
    .filter((folder) => folder === "." || path.startsWith(`${folder}/`))
    .sort((left, right) => right.length - left.length)[0];
}

function inFolder(folder: string, path: string): string {
  return folder === "." ? path : `${folder}/${path}`;
}

async function compareFolder(files: readonly OutputFile[], own: OwnFolder): Promise<Change[]> {
  const { root, folder, inventory } = own;
  const prefix = inFolder(folder, "");
  const written = files.map(({ path, text }) => ({ path: path.slice(prefix.length), text }));
  const inventoryFile = { path: `${prefix}${INVENTORY}`, text: inventoryText(written) };
  const compared = files.map((file) =>
    compare(file, own, inventory.hashes.get(file.path.slice(prefix.length))),
  );
  const current = new Set(written.map(({ path }) => path));
  const listed =
    inventory.kind === "older" ? await generatedByOlderVersion(join(root, folder)) : inventory.hashes;
  const former = [...listed].filter(([path]) => !current.has(path));
  return [
    ...(await Promise.all(compared)),
    ...(
      await Promise.all(former.map(([path, hashes]) => compareFormer(`${prefix}${path}`, root, hashes)))
    ).flat(),
    await compareInventory(inventoryFile, root),
  ];
}

/** Compares a generated file with the one on disk. Files with one of the hashes were generated. */
async function compare(
  file: OutputFile,
  { root, inventory }: OwnFolder,
  hashes: readonly string[] | undefined,
): Promise<Change> {
  const { path } = file;
  const { present: before, bytes } = await look(join(root, path));
  if (before === "nothing" || before === "folder") return { kind: "create", path, text: file.text, before };
  const by = hashes === undefined && inventory.kind !== "older" ? "foreign" : "edited";
  if (bytes === undefined) return { kind: "edited", by, path, text: file.text, line: 1, before };
  const onDisk = bytes.toString();
  const text = withKeptValues(file, onDisk);
  if (withLineFeeds(onDisk) === text) return { kind: "unchanged", path };
  const line = firstDifference(onDisk, text);
  const isOurs =
    hashes?.includes(hashOf(withoutKeptValues(file, onDisk))) ??
    (inventory.kind === "older" && hasHeader(onDisk));
  if (isOurs) return { kind: "update", path, text, line, before };
  return { kind: "edited", by, path, text, onDisk, line, before };
}

/** A file that is no longer generated is deleted if it is as sdkgen wrote it. */
async function compareFormer(path: string, root: string, hashes: readonly string[]): Promise<Change[]> {
  const { present: before } = await look(join(root, path));
  if (before === "nothing") return [];
  return [hashes.includes(before) ? { kind: "delete", path, before } : { kind: "kept", path }];
}

/** The inventory itself is always written by sdkgen. */
async function compareInventory({ path, text }: OutputFile, root: string): Promise<Change> {
  const { present: before, bytes } = await look(join(root, path));
  if (before === "nothing" || before === "folder") return { kind: "create", path, text, before };
  const onDisk = bytes?.toString() ?? "";
  if (withLineFeeds(onDisk) === text) return { kind: "unchanged", path };
  return { kind: "update", path, text, line: firstDifference(onDisk, text), before };
}

function firstDifference(left: string, right: string): number {
  const leftLines = withLineFeeds(left).split("\n");
  const rightLines = right.split("\n");
  const index = rightLines.findIndex((line, number) => line !== leftLines[number]);
  return (index === -1 ? rightLines.length : index) + 1;
}
