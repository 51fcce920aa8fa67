import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { MOCK_PACKAGE, RUNTIME_PACKAGE } from "../names/runtime-symbols.ts";

/** The parts of a `package.json` that the generator uses. */
export interface ReleasedManifest {
  readonly version: string;
  readonly license: string;
  readonly exports: { readonly [subpath: string]: unknown };
  readonly dependencies: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
}

const require = createRequire(import.meta.url);

/** The range of versions of the runtime that generated code needs: those compatible with the one that the generator was released with. */
export function runtimeRange(): string {
  return `^${versionOf(RUNTIME_PACKAGE)}`;
}

/** The same for the mock server of generated tests. */
export function mockRange(): string {
  return `^${versionOf(MOCK_PACKAGE)}`;
}

/** An option of the mock server's program. */
export interface MockOption {
  /** Without its dashes: `api-key`, or `no-memory`. */
  readonly name: string;
  /** The placeholder of its value in help. Absent: it has no value. */
  readonly value?: string;
  /** The highest value of an option that takes an integer from 0. Absent: it takes a text. */
  readonly maximum?: number;
  readonly description: string;
}

/** The options of the mock server's program, apart from those for its document and its output. */
export function mockOptions(): readonly MockOption[] {
  return JSON.parse(readFileSync(require.resolve(`${MOCK_PACKAGE}/program-options.json`), "utf8"));
}

/** The folder of the runtime that the generator was released with. */
export function runtimeFolder(): string {
  return dirname(manifestPath(RUNTIME_PACKAGE));
}

/** Reads the `package.json` of the runtime. */
export function runtimeManifest(): ReleasedManifest {
  return readManifest(manifestPath(RUNTIME_PACKAGE));
}

/** The exact version in the generator's manifest. In this repository, where that is `workspace:*`, the version of the member. */
function versionOf(name: string): string {
  const { dependencies, devDependencies } = readManifest(new URL("../../package.json", import.meta.url));
  const version = dependencies[name] ?? devDependencies[name] ?? "workspace:*";
  return version.startsWith("workspace:") ? readManifest(manifestPath(name)).version : version;
}

function manifestPath(name: string): string {
  return require.resolve(`${name}/package.json`);
}

function readManifest(file: string | URL): ReleasedManifest {
  return JSON.parse(readFileSync(file, "utf8")) as ReleasedManifest;
}
