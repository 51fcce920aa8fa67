import { join } from "node:path";
import { valid } from "semver";
import { resourceName } from "../api-model/index.ts";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { OutputFile } from "../output/index.ts";
import type { PackageModel } from "../partition/index.ts";
import type { Declarations } from "../printer/declarations.ts";
import { NAMES_FILE } from "../record/index.ts";
import { exportSurfaceOf } from "./declarations/export-surface.ts";
import { hashOf } from "./hash.ts";
import { readIfThere } from "./read-if-there.ts";

/** The current state of a generated package. */
export interface PackageState {
  readonly folder: string;
  /** npm name. */
  readonly name: string;
  /** The version in its manifest on disk. `0.0.0` before the first release. */
  readonly version: string;
  /** The hash of its generated files. */
  readonly files: string;
  /** Accessors of its resources. */
  readonly resources: readonly string[];
  /** The names that it exports. */
  readonly exports: readonly string[];
  /** Its own exports, without those of the runtime and of additional modules. */
  readonly declarations: Declarations;
}

/** A package written by a feature, of which only the files are known. */
interface WholePackage {
  readonly folder: string;
  readonly name: string;
}

/** The version of a package that was never released. */
export const UNRELEASED = "0.0.0";

/**
 * Reads the current state of all packages.
 *
 * @param files All generated files.
 * @param root The absolute folder that contains the packages.
 * @throws {DiagnosticError} if a manifest has no valid version.
 */
export async function packageStates(
  packages: readonly (PackageModel | WholePackage)[],
  files: readonly OutputFile[],
  root: string,
): Promise<readonly PackageState[]> {
  const states = packages.map(async (own): Promise<PackageState> => {
    const { folder, name } = own;
    const model = "kind" in own ? own : undefined;
    const resources =
      model?.kind === "resources" ? model.resources.map(({ resource }) => resourceName(resource)) : [];
    return {
      folder,
      name,
      version: await versionOf(root, folder),
      files: hashOfFiles(files, folder),
      resources,
      ...(model === undefined ? { exports: [], declarations: {} } : exportSurfaceOf(model, files)),
    };
  });
  return (await Promise.all(states)).toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

async function versionOf(root: string, folder: string): Promise<string> {
  const unusable = (reason: string) =>
    new DiagnosticError([diagnostic("unreadable-manifest", { path: `${folder}/package.json`, reason })]);
  const text = await readIfThere(join(root, folder, "package.json"), unusable);
  if (text === undefined) return UNRELEASED;
  const version = valid(String(parsed(text, unusable)?.version));
  if (version === null) throw unusable("it has no valid version");
  return version;
}

function parsed(text: string, unusable: (reason: string) => Error): { readonly version?: unknown } | null {
  try {
    return JSON.parse(text) as { readonly version?: unknown } | null;
  } catch {
    throw unusable("not valid JSON");
  }
}

/** The hash of the published files. Tests and the record of names are not published. */
function hashOfFiles(files: readonly OutputFile[], folder: string): string {
  const published = files.filter(
    ({ path }) =>
      path.startsWith(`${folder}/`) &&
      !path.startsWith(`${folder}/test/`) &&
      path !== `${folder}/${NAMES_FILE}`,
  );
  return hashOf(...published.flatMap(({ path, text }) => [path, text]));
}
