import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { PackageMap } from "../diff/index.ts";
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
}

/** The record of the last release. */
export interface Snapshot {
  /** By folder. */
  readonly packages: { readonly [folder: string]: ReleasedPackage };
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
  if (!isRecord(record)) throw edited(`it has no \`${MEMBER}\``);
  const { digest, packages } = record;
  if (digest !== digestOf(document, packages)) throw edited("its digest does not match");
  return { packages };
}

/** The text of a snapshot: the document with the record. */
export function snapshotText(document: object, states: readonly PackageState[]): string {
  const packages = Object.fromEntries(states.map(({ folder, ...own }) => [folder, own]));
  const record = { digest: digestOf(document, packages), packages };
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

function digestOf(document: object, packages: unknown): string {
  return hashOf(JSON.stringify(document), JSON.stringify(packages));
}

interface Record {
  readonly digest: unknown;
  readonly packages: Snapshot["packages"];
}

function isRecord(value: unknown): value is Record {
  return typeof value === "object" && value !== null && "packages" in value && "digest" in value;
}

function parse(text: string): { readonly [member: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
