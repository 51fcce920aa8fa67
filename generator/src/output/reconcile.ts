import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Change } from "./change.ts";
import { type FolderEntry, listFolder } from "./list-folder.ts";
import type { OutputFile } from "./output-file.ts";
import { assertInside, assertNoLinks } from "./safe-path.ts";

/**
 * Marks a folder as generated. A folder that contains other files but no marker is not changed, so that no value of `--out` can
 * delete other files.
 */
export const MARKER = ".sdkgen";

const MARKER_TEXT = "sdkgen owns this folder: `sdkgen generate` deletes all other files in it.\n";

/**
 * Stage 7: compares generated files with those on disk. Nothing is written.
 *
 * @param root The absolute output folder.
 * @param ownedFolders Folders in it (`.` for itself) that contain only generated files, apart from changelogs and build
 *   output.
 * @returns A change for every generated and every stray file, sorted by path.
 * @throws {DiagnosticError} if a folder was not created by sdkgen or cannot be read, a path is outside the owned folders, or
 *   a file with values to keep is not valid JSON.
 */
export async function reconcile(
  files: readonly OutputFile[],
  root: string,
  ownedFolders: readonly string[],
): Promise<Change[]> {
  const markers = ownedFolders.map((folder) => ({ path: inFolder(folder, MARKER), text: MARKER_TEXT }));
  const wanted = [...files, ...markers];
  assertPaths(wanted, ownedFolders);
  const present = await listOwned(root, ownedFolders);
  const changes: Change[] = [];
  for (const file of wanted) changes.push(await compare(file, root, present.get(file.path)));
  return [...changes, ...strays(wanted, present)].sort((left, right) => (left.path < right.path ? -1 : 1));
}

function inFolder(folder: string, name: string): string {
  return folder === "." ? name : `${folder}/${name}`;
}

function assertPaths(files: readonly OutputFile[], ownedFolders: readonly string[]): void {
  const problems: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const { path } of files) {
    assertInside(path);
    if (!ownedFolders.some((folder) => folder === "." || path.startsWith(`${folder}/`))) {
      problems.push(diagnostic("path-outside", { path }));
    }
    // Some file systems ignore case.
    const key = path.toLowerCase();
    if (seen.has(key)) problems.push(diagnostic("duplicate-output", { path }));
    seen.add(key);
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
}

async function listOwned(
  root: string,
  ownedFolders: readonly string[],
): Promise<ReadonlyMap<string, FolderEntry>> {
  const present = new Map<string, FolderEntry>();
  const problems: Diagnostic[] = [];
  for (const folder of ownedFolders) {
    if (folder !== ".") assertInside(folder);
    await assertNoLinks(root, folder);
    const entries = await listFolder(join(root, folder));
    const foreign = entries.find(({ kind }) => kind !== "folder");
    if (foreign !== undefined && !entries.some(({ path }) => path === MARKER)) {
      problems.push(diagnostic("foreign-folder", { folder: join(root, folder), file: foreign.path }));
    }
    for (const entry of entries) present.set(inFolder(folder, entry.path), entry);
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return present;
}

async function compare(file: OutputFile, root: string, present: FolderEntry | undefined): Promise<Change> {
  const { path } = file;
  if (present?.kind === "link") return { kind: "update", path, text: file.text, line: 1 };
  if (present?.kind !== "file") return { kind: "create", path, text: file.text };
  const onDisk = await readFile(join(root, path));
  const text = keepValues(file, onDisk);
  if (onDisk.equals(Buffer.from(text))) return { kind: "unchanged", path };
  return { kind: "update", path, text, line: firstDifference(onDisk.toString(), text) };
}

/** The generated text with the values of the JSON on disk that must be kept. */
function keepValues({ path, text, keep = [] }: OutputFile, onDisk: Buffer): string {
  if (keep.length === 0) return text;
  const present = parseObject(onDisk.toString());
  if (present === undefined)
    throw new DiagnosticError([diagnostic("broken-manifest", { path, keys: keep.join(", ") })]);
  const kept = keep.filter((key) => Object.hasOwn(present, key)).map((key) => [key, present[key]] as const);
  return kept.length === 0
    ? text
    : `${JSON.stringify({ ...parseObject(text), ...Object.fromEntries(kept) }, undefined, 2)}\n`;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function firstDifference(left: string, right: string): number {
  const leftLines = left.split("\n");
  const rightLines = right.split("\n");
  const index = rightLines.findIndex((line, number) => line !== leftLines[number]);
  return (index === -1 ? rightLines.length : index) + 1;
}

function strays(wanted: readonly OutputFile[], present: ReadonlyMap<string, FolderEntry>): Change[] {
  const paths = new Set(wanted.map(({ path }) => path));
  return [...present]
    .filter(([path]) => !paths.has(path))
    .filter(
      ([path, { kind }]) => kind !== "folder" || !wanted.some((file) => file.path.startsWith(`${path}/`)),
    )
    .map(([path, { kind }]) => ({ kind: "delete", path: kind === "folder" ? `${path}/` : path }));
}
