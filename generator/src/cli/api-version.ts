import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { overlayAddresses, type ResolvedConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import { type PackagedVersion, packageMap } from "../diff/index.ts";
import { type Feature, featuresOf, packagesOf, readDocument } from "../generate.ts";
import { type BuiltModel, buildModel } from "../model/index.ts";
import { aboutPackages, withoutErrors } from "../problems.ts";
import { NO_NAMES, readNames } from "../recorded.ts";
import {
  diskFiles,
  gitFiles,
  isRevision,
  isWebAddress,
  type OpenApiDocument,
  type SpecFiles,
  STDIN,
} from "../spec/index.ts";
import type { CommandContext } from "./command.ts";

/** A version of an API with its document and packages. */
export interface ReadVersion extends PackagedVersion {
  /** The document in its original form. */
  readonly written: OpenApiDocument;
  readonly features: readonly Feature[];
  /** The names of its packages. */
  readonly record: NamesRecord;
  /** Warnings about the content of its packages. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a version of the API, with the overlays. Those of the configuration are part of a version: for `git:REVISION` they are
 * read from the revision, and those that it does not have are not applied.
 *
 * @param given A file, a folder, an `https:` URL, `-` for the standard input, `git:REVISION:PATH` for a file of a revision, or
 *   `git:REVISION` for the configured documents of a revision. As in git, a path is relative to the repository, or to the working directory
 *   if it starts with `./` or `../`. `git:` may be omitted if no file has this name. Default: the configured documents of the working tree.
 * @param names The names of its packages. Default: as recorded in the revision or the working tree, or else by the rules, keeping those of
 *   `former`.
 * @throws {DiagnosticError} if it cannot be read or has errors.
 */
export async function readVersion(
  given: string | undefined,
  config: ResolvedConfig,
  { options, terminal: { cwd }, reporter }: CommandContext,
  { names, former = NO_NAMES.record }: VersionNames = {},
): Promise<ReadVersion> {
  const source = given === undefined ? undefined : await withScheme(given, cwd);
  const added = overlayAddresses(options.overlay, cwd);
  const { files, ...place } = await locate(source, config, { cwd, added });
  const read = await readDocument({ ...config, ...place }, reporter.stage, files);
  const { written, document, diagnostics } = read;
  // A committed record cannot be fixed, so the readable part of a damaged one is used.
  const force = source?.startsWith("git:") === true;
  const recorded = names ?? (await readNames(config, document, { files, force })).record;
  const features = await featuresOf(config);
  const built = buildModel(document, config, {
    record: recorded.choices === undefined ? former : recorded,
    extensions: features,
  });
  const { packages } = packagesOf(built, config, features);
  const about = aboutPackages([...diagnostics, ...built.diagnostics], read, packages);
  const strict = source === undefined && config.strict === true;
  return {
    written,
    features,
    record: built.record,
    diagnostics: withoutErrors(about, { strict }),
    model: built.model,
    locate: (place) => document.locate(place),
    packages: packageMap(packages),
  };
}

/** A source with `git:` if it is a revision without it, and not a file. */
async function withScheme(source: string, cwd: string): Promise<string> {
  const isOther = source === STDIN || source.startsWith("git:") || isWebAddress(source);
  if (isOther || existsSync(resolve(cwd, source))) return source;
  const [revision = ""] = source.split(":");
  return (await isRevision(revision, cwd)) ? `git:${source}` : source;
}

/** The names of the packages of a version. */
export type NamesRecord = BuiltModel["record"];

/** The names that a version has or keeps. */
interface VersionNames {
  readonly names?: NamesRecord;
  readonly former?: NamesRecord;
}

/** The source of a version. */
interface VersionPlace extends Pick<ResolvedConfig, "documents" | "directory" | "overlays"> {
  readonly files: SpecFiles;
}

async function locate(
  source: string | undefined,
  { documents, directory: configured, overlays = [] }: ResolvedConfig,
  { cwd, added }: { readonly cwd: string; readonly added: readonly string[] },
): Promise<VersionPlace> {
  const disk = diskFiles(cwd);
  if (source === undefined) return { documents, directory: configured, overlays, files: disk };
  if (!source.startsWith("git:")) return { documents: [source], directory: cwd, overlays, files: disk };
  const [revision = "", ...rest] = source.slice("git:".length).split(":");
  const revised = await gitFiles(revision, cwd);
  // Command-line overlays may be outside the repository.
  const filesOf = (path: string) => (added.includes(path) ? disk : revised);
  const files: SpecFiles = {
    ...revised,
    read: (path) => filesOf(path).read(path),
    display: (path) => filesOf(path).display(path),
  };
  const present = { overlays: await existing(overlays, files), files };
  if (rest.length === 0) return { documents, directory: configured, ...present };
  const path = rest.join(":");
  const directory = /^\.{1,2}\//.test(path) ? revised.folder : revised.root;
  return { documents: [path], directory, ...present };
}

/** The files that exist, and all URLs. */
async function existing(addresses: readonly string[], files: SpecFiles): Promise<readonly string[]> {
  const contents = await Promise.all(
    addresses.map((address) => (/^https?:/i.test(address) ? undefined : files.read(address))),
  );
  return addresses.filter((_, index) => contents[index] !== "missing");
}
