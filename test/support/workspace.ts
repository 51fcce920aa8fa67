import { readdirSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { succeed } from "./run.ts";

/** Absolute path of the workspace. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** Absolute path of this package. */
export const testFolder: string = join(root, "test");

/** A package that consumers install. */
export interface PublishedPackage {
  readonly name: string;
  /** Absolute path of its folder. */
  readonly folder: string;
}

/** All packages that are released. */
export const releasedPackages: readonly PublishedPackage[] = [
  ...readdirSync(join(root, "packages")).map((name) => join(root, "packages", name)),
  join(root, "generator"),
]
  .map((folder) => ({ folder, manifest: readManifest(folder) }))
  .filter(({ manifest }) => manifest.private !== true)
  .map(({ folder, manifest }) => ({ name: manifest.name, folder }));

const TOOL = /^@copilot-sdk\/(generator(-\w+)?|mock|mcp(-server)?)$/;

/**
 * The packages that programs do not import: those for people who make and test packages themselves, and the programs beside the SDK. They
 * are ES modules alone.
 */
export const toolPackages: readonly PublishedPackage[] = releasedPackages.filter(({ name }) =>
  TOOL.test(name),
);

/** All packages that consumers of this API install. */
export const publishedPackages: readonly PublishedPackage[] = releasedPackages.filter(
  (each) => !toolPackages.includes(each),
);

/** The path of the pnpm of the workspace. */
export const pnpm = join(root, "node_modules", ".bin", "pnpm");

/** A package as a file, like in the registry. */
export interface Tarball extends PublishedPackage {
  /** Absolute path of the file. */
  readonly file: string;
}

/** Packs packages into a new folder. They must be built. Default: those that consumers of this API install. */
export async function packAll(
  destination: string,
  packages: readonly PublishedPackage[] = publishedPackages,
): Promise<readonly Tarball[]> {
  await mkdir(destination, { recursive: true });
  const filters = packages.map(({ name }) => `--filter=${name}`);
  await succeed(pnpm, [...filters, "pack", "--pack-destination", destination], { cwd: root });
  return packages.map((each) => ({ ...each, file: join(destination, tarballName(each)) }));
}

/** The parts of a `package.json` that these tests use. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
}

/** Reads the `package.json` of a folder. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function tarballName({ name, folder }: PublishedPackage): string {
  return `${name.replace("@", "").replace("/", "-")}-${readManifest(folder).version}.tgz`;
}
