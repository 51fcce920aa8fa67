import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Jiti } from "jiti";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { GENERATOR_PACKAGE } from "../names/runtime-symbols.ts";
import { diskFiles, loadSource, type SpecFiles, type SpecSource } from "../spec/index.ts";
import { configProblems, type LocateKey } from "./config-problems.ts";
import { hasOwnName, isModule } from "./find-config.ts";
import { defineConfig, type ModelConfig, type SdkConfig } from "./settings/sdk-config.ts";
import { readStainless } from "./stainless/read-stainless.ts";

/** A configuration as it is written. That of another tool has neither documents nor an output folder. */
export interface WrittenConfig {
  readonly config: Partial<SdkConfig>;
  /** Set if it was written for another generator. */
  readonly foreign?: ModelConfig["foreign"];
  readonly locate?: LocateKey;
  readonly diagnostics?: readonly Diagnostic[];
}

interface ReadConfigOptions {
  /** The folder that paths in messages are relative to. */
  readonly cwd: string;
  /** Called with the absolute path of each ES or TypeScript module that the configuration imports, also if loading it fails. */
  readonly onImport?: (path: string) => void;
  /** The source of a YAML or JSON configuration. Default: the disk. */
  readonly files?: SpecFiles;
}

/**
 * Reads a configuration: a module, data, or a configuration of Stainless.
 *
 * @param file The absolute path.
 * @throws {DiagnosticError} if it cannot be read or is invalid.
 */
export async function readConfig(
  file: string,
  { cwd, onImport = () => {}, files = diskFiles(cwd) }: ReadConfigOptions,
): Promise<WrittenConfig> {
  if (isModule(file)) return importConfig(file, onImport);
  const source = await loadSource(file, false, { files, allows: () => false });
  return isStainless(source.value, file) ? readForeignConfig(source) : readData(source);
}

/** A configuration of this generator has documents and an output folder; that of Stainless has neither. */
function isStainless(value: unknown, file: string): boolean {
  if (hasOwnName(file) || typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !("documents" in value || "output" in value);
}

/** Reads YAML or JSON, which may name its JSON schema for editors. */
function readData({ value, warnings, file, locate }: SpecSource): WrittenConfig {
  const { $schema: _, ...config } =
    typeof value === "object" && value !== null ? (value as { readonly [key: string]: unknown }) : {};
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  refuse(configProblems(isObject ? config : value, file, locate));
  return { config: config as unknown as SdkConfig, locate, diagnostics: warnings };
}

/** Reads the configuration of Stainless. */
function readForeignConfig({ value, warnings, path }: SpecSource): WrittenConfig {
  const file = basename(path);
  const read = readStainless(value);
  if ("problems" in read) {
    throw new DiagnosticError(
      read.problems.map((reason) => diagnostic("invalid-foreign-config", { file, reason })),
    );
  }
  const unused = read.unused.map((what) => diagnostic("unused-config", { file, what }));
  return {
    config: { ...read.config, ...(read.hasTransforms && { overlays: [file] }) },
    foreign: { file, unnamed: read.unnamed },
    diagnostics: [...warnings, ...unused],
  };
}

/**
 * Runs a module. jiti compiles TypeScript in every version of Node, reads the file again each time, and lets `defineConfig` be imported where
 * the generator is not installed, because `npx` runs it.
 */
async function importConfig(file: string, onImport: (path: string) => void): Promise<WrittenConfig> {
  const { createJiti } = await import("jiti");
  const compiler = createJiti(import.meta.url);
  const jiti = createJiti(import.meta.url, {
    // Only the compiler keeps what it has compiled, so that each import is noticed.
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { [GENERATOR_PACKAGE]: { defineConfig } },
    transform(options) {
      const { filename = file } = options;
      if (filename !== file && !/[\\/]node_modules[\\/]/.test(filename)) onImport(filename);
      return { code: compiler.transform(options) };
    },
  });
  const name = basename(file);
  const config = await defaultOf(jiti, file).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("invalid-config", { file: name, reason })]);
  });
  const locate = await keyFinder(file);
  refuse(configProblems(config, name, locate));
  return { config: config as SdkConfig, locate };
}

/**
 * Runs a module, and returns its default export; that of CommonJS is all that it exports. `jiti.import` would run a module of JavaScript that
 * fails a second time, after compiling it.
 */
async function defaultOf(jiti: Jiti, file: string): Promise<unknown> {
  const source = await readFile(file, "utf8");
  const module: unknown = await jiti.evalModule(source, {
    filename: file,
    async: true,
    forceTranspile: true,
  });
  if (typeof module !== "object" || module === null) return undefined;
  if ("default" in module) return module.default;
  return "__esModule" in module || Object.keys(module).length === 0 ? undefined : module;
}

/** Finds a key in a module by its text. The position is unknown if the text has the key several times. */
async function keyFinder(file: string): Promise<LocateKey> {
  const text = await readFile(file, "utf8");
  return (path) => {
    const key = String(path.at(-1)).replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
    const [match, ...others] = [...text.matchAll(new RegExp(`(?<=[{,\\s])(["']?)${key}\\1\\s*:`, "g"))];
    if (path.length === 0 || match === undefined || others.length > 0) return undefined;
    const before = text.slice(0, match.index).split("\n");
    return { file: basename(file), line: before.length, column: (before.at(-1) ?? "").length + 1 };
  };
}

function refuse(problems: readonly Diagnostic[]): void {
  if (problems.length > 0) throw new DiagnosticError(problems);
}
