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

/** All packages that consumers install. The mock is for this workspace's tests and demonstrations. */
export const publishedPackages: readonly PublishedPackage[] = readdirSync(join(root, "packages"))
  .map((name) => join(root, "packages", name))
  .map((folder) => ({ folder, manifest: readManifest(folder) }))
  .filter(({ manifest }) => manifest.private !== true && manifest.name !== "@copilot-sdk/mock")
  .map(({ folder, manifest }) => ({ name: manifest.name, folder }));

/** The path of the pnpm of the workspace. */
export const pnpm = join(root, "node_modules", ".bin", "pnpm");

/** A package as a file, like in the registry. */
export interface Tarball extends PublishedPackage {
  /** Absolute path of the file. */
  readonly file: string;
}

/** Packs every published package into a new folder. The packages must be built. */
export async function packAll(destination: string): Promise<readonly Tarball[]> {
  await mkdir(destination, { recursive: true });
  const filters = publishedPackages.map(({ name }) => `--filter=${name}`);
  await succeed(pnpm, [...filters, "pack", "--pack-destination", destination], { cwd: root });
  return publishedPackages.map((each) => ({ ...each, file: join(destination, tarballName(each)) }));
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
