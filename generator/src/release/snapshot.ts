import type { Int64Type } from "../api-model/index.ts";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { PackageMap } from "../diff/index.ts";
import type { Declarations } from "../printer/declarations.ts";
import { hashOf } from "./hash.ts";
import type { PackageState } from "./package-states.ts";
import { readIfThere } from "./read-if-there.ts";

/** A package as of the last release. */
export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  /** The hash of its generated files. */
  readonly files: string;
  /** Accessors of its resources. */
  readonly resources: readonly string[];
  /** The names that it exports. */
  readonly exports: readonly string[];
  /** Its own declarations. Absent if an older generator recorded the release. */
  readonly declarations?: Declarations;
}

/** The record of the last release. */
export interface Snapshot {
  /** By folder. */
  readonly packages: { readonly [folder: string]: ReleasedPackage };
  /** The exact type of 64-bit integers. Absent: they were numbers. */
  readonly int64?: Int64Type;
  /** The lines of the record of names. Absent: the names were those that the rules gave. */
  readonly names?: readonly string[];
}

/** Additional content of a snapshot, besides the document and the packages. */
export interface SnapshotFacts {
  /** The exact type of 64-bit integers. Undefined: they are numbers. */
  readonly int64: Int64Type | undefined;
  /** The text of the record of names. */
  readonly names: string;
}

/** The member of the document that contains the record. */
const MEMBER = "x-release";

/**
 * Reads the snapshot of the last release.
 *
 * @param path The path for messages.
 * @returns `undefined` if there is none.
 * @throws {DiagnosticError} if it was modified or cannot be read.
 */
export async function readSnapshot(file: string, path: string): Promise<Snapshot | undefined> {
  const edited = (reason: string) => new DiagnosticError([diagnostic("snapshot-edited", { path, reason })]);
  const text = await readIfThere(file, (reason) => edited(`it cannot be read (${reason})`));
  if (text === undefined) return undefined;
  const value = parse(text);
  if (value === undefined) throw edited("not valid JSON");
  const { [MEMBER]: record, ...document } = value;
  if (!isWrittenRecord(record)) throw edited(`it has no \`${MEMBER}\``);
  const { digest, ...snapshot } = record;
  if (digest !== digestOf(document, snapshot)) throw edited("its digest does not match");
  for (const [folder, { declarations }] of Object.entries(snapshot.packages))
    if (declarations !== undefined && !areDeclarations(declarations))
      throw edited(`the declarations of \`${folder}\` are not text by name and member`);
  return snapshot;
}

/** The text of a snapshot: the document with the record. */
export function snapshotText(
  document: object,
  states: readonly PackageState[],
  { int64, names }: SnapshotFacts,
): string {
  const packages = Object.fromEntries(states.map(({ folder, ...own }) => [folder, own]));
  const snapshot = { packages, ...(int64 !== undefined && { int64 }), names: names.trimEnd().split("\n") };
  const record = { digest: digestOf(document, snapshot), ...snapshot };
  return `${JSON.stringify({ ...document, [MEMBER]: record }, undefined, 2)}\n`;
}

/** The contents of the released packages. */
export function releasedMap({ packages }: Snapshot): PackageMap {
  const entries = Object.entries(packages).flatMap(([folder, { resources }]) =>
    resources.map((resource) => [resource, folder] as const),
  );
  const exports = Object.entries(packages).map(([folder, own]) => [folder, own.exports] as const);
  return { resources: Object.fromEntries(entries), exports: Object.fromEntries(exports) };
}

function digestOf(document: object, { packages, int64, names = [] }: Snapshot): string {
  const facts = [...(int64 === undefined ? [] : [int64]), ...names];
  return hashOf(JSON.stringify(document), JSON.stringify(packages), ...facts);
}

interface WrittenRecord extends Snapshot {
  readonly digest: unknown;
}

function isWrittenRecord(value: unknown): value is WrittenRecord {
  return typeof value === "object" && value !== null && "packages" in value && "digest" in value;
}

/** True if a value is text by name and member, as {@link Declarations} are. */
function areDeclarations(value: unknown): boolean {
  const values = (own: unknown) =>
    typeof own === "object" && own !== null ? Object.values(own) : [undefined];
  return values(value).every((own) => values(own).every((text) => typeof text === "string"));
}

function parse(text: string): { readonly [member: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
