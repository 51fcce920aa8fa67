import { join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Change } from "./change.ts";
import { hashOf, hashOfFile, withLineFeeds } from "./content.ts";
import { type Display, unchanged } from "./display.ts";
import { INVENTORY, type Inventory, inventoryText, readInventory } from "./inventory.ts";
import { withKeptValues, withoutKeptValues } from "./kept-values.ts";
import { assertNothingInTheWay } from "./obstacles.ts";
import { generatedByOlderVersion, hasHeader } from "./older-versions.ts";
import type { OutputFile } from "./output-file.ts";
import { assertInside, assertNoLinks } from "./safe-path.ts";
import { SeenFiles } from "./seen-files.ts";

/** The output location of generated files. */
export interface OutputPlace {
  /** The absolute output folder. It need not exist. */
  readonly root: string;
  /** The folders of the packages in it, `.` for itself. Each has an inventory of its generated files. */
  readonly folders: readonly string[];
  /** Converts a path in the output folder for messages. Default: unchanged. */
  readonly display?: Display;
}

/** Options for comparing files. */
export interface ReconcileOptions {
  /** True if a damaged inventory is replaced. Default: `false`. */
  readonly force?: boolean;
  /** The files that earlier runs have read. Default: none. */
  readonly seen?: SeenFiles;
}

/**
 * Stage 7: compares generated files with those on disk. Nothing is written. Files that sdkgen did not write are ignored, unless a
 * generated file has the same path.
 *
 * @returns A change for every generated file, and for every file that is no longer generated, sorted by path.
 * @throws {DiagnosticError} if a folder cannot be read, an inventory is damaged, a path is outside the folders or is occupied by
 *   a folder or a link, or a file with values to keep is not valid JSON.
 */
export async function reconcile(
  files: readonly OutputFile[],
  { root, folders, display = unchanged }: OutputPlace,
  { force = false, seen = new SeenFiles() }: ReconcileOptions = {},
): Promise<Change[]> {
  const byFolder = filesByFolder(files, folders);
  const changes: Change[] = [];
  for (const [folder, own] of byFolder) {
    await assertNoLinks(root, folder, display);
    const inventory = await readInventory(join(root, folder), display(inFolder(folder, INVENTORY)), force);
    changes.push(...(await compareFolder(own, { root, folder, inventory, seen, display })));
  }
  await assertNothingInTheWay(changes, root, display);
  return changes.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** A folder of a package on disk. */
interface OwnFolder {
  readonly root: string;
  readonly folder: string;
  readonly inventory: Inventory;
  readonly seen: SeenFiles;
  readonly display: Display;
}

/**
 * The files of each folder, by their paths in it.
 *
 * @throws {DiagnosticError} if a file is in none of the folders, or two have the same path.
 */
function filesByFolder(
  files: readonly OutputFile[],
  folders: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, OutputFile>> {
  for (const folder of folders) if (folder !== ".") assertInside(folder);
  const deepestFirst = folders.toSorted((left, right) => right.length - left.length);
  const byFolder = new Map(folders.map((folder) => [folder, new Map<string, OutputFile>()]));
  const problems: Diagnostic[] = [];
  const seen = new Set<string>(folders.map((folder) => inFolder(folder, INVENTORY)));
  for (const file of files) {
    const { path } = file;
    assertInside(path);
    const folder = deepestFirst.find((each) => path.startsWith(inFolder(each, "")));
    if (folder === undefined) problems.push(diagnostic("path-outside", { path }));
    else byFolder.get(folder)?.set(path.slice(inFolder(folder, "").length), file);
    // Some file systems ignore case.
    const key = path.toLowerCase();
    if (seen.has(key)) problems.push(diagnostic("duplicate-output", { path }));
    seen.add(key);
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return byFolder;
}

function inFolder(folder: string, path: string): string {
  return folder === "." ? path : `${folder}/${path}`;
}

async function compareFolder(
  files: ReadonlyMap<string, OutputFile>,
  own: OwnFolder,
): Promise<readonly Change[]> {
  const { root, folder, inventory } = own;
  const prefix = inFolder(folder, "");
  const inventoryFile = { path: `${prefix}${INVENTORY}`, text: inventoryText(files) };
  const compared = [...files].map(([path, file]) => compare(file, own, inventory.hashes.get(path)));
  const listed =
    inventory.kind === "older" ? await generatedByOlderVersion(join(root, folder)) : inventory.hashes;
  const former = [...listed].filter(([path]) => !files.has(path));
  return [
    ...(await Promise.all(compared)),
    ...(
      await Promise.all(former.map(([path, hashes]) => compareFormer(`${prefix}${path}`, own, hashes)))
    ).flat(),
    await compareInventory(inventoryFile, own),
  ];
}

/** Compares a generated file with the one on disk. Files with one of the hashes were generated. */
async function compare(
  file: OutputFile,
  { root, inventory, seen, display }: OwnFolder,
  hashes: readonly string[] | undefined,
): Promise<Change> {
  const { path } = file;
  const { present: before, bytes } = await seen.look(join(root, path));
  const generated = hashOfFile(file);
  if (before === "nothing" || before === "folder")
    return { kind: "create", path, text: file.text, before, after: generated };
  if (file.keep === undefined && before === generated) return { kind: "unchanged", path, before };
  const by = hashes === undefined && inventory.kind !== "older" ? "foreign" : "edited";
  if (bytes === undefined)
    return { kind: "edited", by, path, text: file.text, line: 1, before, after: generated };
  const onDisk = bytes.toString();
  const shown = { ...file, path: display(path) };
  const text = withKeptValues(shown, onDisk);
  if (withLineFeeds(onDisk) === text) return { kind: "unchanged", path, before };
  const line = firstDifference(onDisk, text);
  const after = text === file.text ? generated : hashOf(text);
  const isOurs =
    hashes?.includes(hashOf(withoutKeptValues(shown, onDisk))) ??
    (inventory.kind === "older" && hasHeader(onDisk));
  if (isOurs) return { kind: "update", path, text, line, before, after };
  return { kind: "edited", by, path, text, onDisk, line, before, after };
}

/** A file that is no longer generated is deleted if it is as sdkgen wrote it. */
async function compareFormer(
  path: string,
  { root, seen }: OwnFolder,
  hashes: readonly string[],
): Promise<Change[]> {
  const { present: before } = await seen.look(join(root, path));
  if (before === "nothing") return [];
  return [hashes.includes(before) ? { kind: "delete", path, before } : { kind: "kept", path }];
}

/** The inventory itself is always written by sdkgen. */
async function compareInventory(file: OutputFile, { root, seen }: OwnFolder): Promise<Change> {
  const { path, text } = file;
  const { present: before, bytes } = await seen.look(join(root, path));
  const after = hashOfFile(file);
  if (before === "nothing" || before === "folder") return { kind: "create", path, text, before, after };
  const onDisk = bytes?.toString() ?? "";
  if (withLineFeeds(onDisk) === text) return { kind: "unchanged", path, before };
  return { kind: "update", path, text, line: firstDifference(onDisk, text), before, after };
}

/** The first line of a generated text that differs from the one on disk. Texts of megabytes are compared by blocks, not by lines. */
function firstDifference(onDisk: string, generated: string): number {
  const present = withLineFeeds(onDisk);
  const isSame = (start: number, length: number) =>
    present.slice(start, start + length) === generated.slice(start, start + length);
  let end = 0;
  for (let block = 2 ** 16; block >= 1; block /= 2)
    while (end < generated.length && isSame(end, block)) end += block;
  return generated.slice(0, end).split("\n").length;
}
