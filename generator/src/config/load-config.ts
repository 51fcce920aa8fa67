import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { COMMAND_LINE, type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { repositoryOf } from "../spec/disk-files.ts";
import type { SpecFiles } from "../spec/index.ts";
import type { LocateKey } from "./config-problems.ts";
import { findConfig } from "./find-config.ts";
import type { ModelConfig, SdkConfig } from "./settings/sdk-config.ts";

/** A configuration with absolute paths. */
export interface ResolvedConfig extends SdkConfig {
  /** Absolute paths and URLs of the overlays, in the order in which they apply. */
  readonly overlays?: readonly string[];
  /** The absolute folder that `documents` are relative to. */
  readonly directory: string;
  /** The absolute folder that contains the packages. */
  readonly root: string;
  /** The path from the top of the git repository to `root`, `packages`; empty for the top itself. Default: the name of the folder. */
  readonly rootInRepository?: string;
  /** The absolute path of the merged document. Absent: each package with tests contains it. */
  readonly bundle?: string;
  /** The absolute path of the configuration. */
  readonly file?: string;
  /** Finds the position of a value in the configuration. */
  readonly locate?: LocateKey;
  /** Set if it was written for another generator. */
  readonly foreign?: NonNullable<ModelConfig["foreign"]>;
  /** Warnings about the configuration itself. */
  readonly diagnostics?: readonly Diagnostic[];
}

export interface LoadConfigOptions {
  /**
   * Path of the configuration: a module, YAML or JSON; or a Stainless configuration in YAML or JSON. Default: `sdk.config.ts`, `.mts`, `.js`,
   * `.mjs`, `.json`, `.yaml` or `.yml` in `cwd` or `cwd/spec`; none if `specFiles` is set.
   */
  readonly configFile?: string;
  /** Documents that override those of the configuration, relative to `cwd`. */
  readonly specFiles?: readonly string[];
  /** Overlays that apply after those of the configuration, relative to `cwd`. */
  readonly overlayFiles?: readonly string[];
  /** Output folder that overrides that of the configuration, relative to `cwd`. */
  readonly out?: string;
  /** npm name and client of the only package, which override those of the configuration. */
  readonly name?: string;
  readonly client?: string;
  /** True if every warning is an error. Default: as in the configuration. */
  readonly strict?: boolean;
  /** Folders that references may point to in addition to those of the configuration, relative to `cwd`. */
  readonly allowedFolders?: readonly string[];
  /** Hosts that references may point to in addition to those of the configuration. */
  readonly allowedHosts?: readonly string[];
  /** Called with the absolute path of each ES or TypeScript module that the configuration imports, also if loading it fails. */
  readonly onImport?: (path: string) => void;
  /** The source of a YAML or JSON configuration. Default: the disk. */
  readonly files?: SpecFiles;
  readonly cwd: string;
}

/**
 * Finds, loads and completes the configuration.
 *
 * @throws {DiagnosticError} if there is neither a configuration nor a document, or the configuration is invalid.
 */
export async function loadConfig(options: LoadConfigOptions): Promise<ResolvedConfig> {
  const file = configFileOf(options);
  const {
    config: loaded,
    diagnostics = [],
    foreign,
    locate,
  } = file === undefined ? {} : await (await import("./read-config.ts")).readConfig(file, options);
  if (file !== undefined && (options.specFiles ?? loaded?.documents ?? []).length === 0)
    throw new DiagnosticError([diagnostic("nothing-to-generate", { file: options.configFile })]);
  const directory = file === undefined || options.specFiles !== undefined ? options.cwd : dirname(file);
  const root =
    options.out !== undefined
      ? resolve(options.cwd, options.out)
      : resolve(file === undefined ? options.cwd : dirname(file), loaded?.output ?? "sdk");
  const repository = repositoryOf(root);
  const bundle = file !== undefined && loaded?.bundle !== undefined && resolve(dirname(file), loaded.bundle);
  const only = {
    ...(options.name !== undefined && { name: options.name }),
    ...(options.client !== undefined && { client: options.client }),
  };
  const problems = await onlyPackageProblems({ output: "sdk", documents: ["-"], ...loaded, ...only });
  if (problems.length > 0) throw new DiagnosticError(problems);
  return {
    output: "sdk",
    ...loaded,
    ...only,
    ...(file !== undefined && { file }),
    ...(locate !== undefined && { locate }),
    ...(foreign !== undefined && { foreign }),
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(options.strict !== undefined && { strict: options.strict }),
    documents: options.specFiles ?? loaded?.documents ?? [],
    overlays: [
      ...overlayAddresses(loaded?.overlays, file === undefined ? options.cwd : dirname(file)),
      ...overlayAddresses(options.overlayFiles, options.cwd),
    ],
    directory,
    references: referencesOf(options, file === undefined ? options.cwd : dirname(file), loaded),
    root,
    ...(repository !== undefined && {
      rootInRepository: relative(repository, root).split(sep).join("/"),
    }),
    ...(bundle !== false && { bundle }),
  };
}

/** Problems of the names of the only package. */
async function onlyPackageProblems(config: SdkConfig): Promise<readonly Diagnostic[]> {
  const { name, client, packages, output, documents } = config;
  const named = { ...(name !== undefined && { name }), ...(client !== undefined && { client }) };
  const members = Object.keys(named);
  if (members.length === 0) return [];
  if (packages !== undefined) {
    const file = "the configuration";
    const reason = `\`${members.join("` and `")}\`: Expected only without \`packages\`, each of which has its own`;
    return [diagnostic("invalid-config", { file, reason })];
  }
  const { configProblems } = await import("./config-problems.ts");
  return configProblems({ output, documents, ...named }, COMMAND_LINE);
}

function referencesOf(
  { allowedFolders = [], allowedHosts = [], cwd }: LoadConfigOptions,
  configFolder: string,
  loaded: Partial<SdkConfig> | undefined,
): NonNullable<SdkConfig["references"]> {
  const { folders = [], hosts = [] } = loaded?.references ?? {};
  return {
    folders: [
      ...folders.map((folder) => resolve(configFolder, folder)),
      ...allowedFolders.map((folder) => resolve(cwd, folder)),
    ],
    hosts: [...hosts, ...allowedHosts],
  };
}

/** Absolute paths and URLs of overlays. */
export function overlayAddresses(overlays: readonly string[] = [], folder: string): readonly string[] {
  return overlays.map((overlay) => (/^https?:\/\//i.test(overlay) ? overlay : resolve(folder, overlay)));
}

function configFileOf({ configFile, specFiles, cwd }: LoadConfigOptions): string | undefined {
  if (configFile !== undefined) {
    const file = resolve(cwd, configFile);
    if (!existsSync(file)) throw new DiagnosticError([diagnostic("config-not-found", { file: configFile })]);
    return file;
  }
  if (specFiles !== undefined) return undefined;
  const found = findConfig(cwd);
  if (found === undefined) throw new DiagnosticError([diagnostic("nothing-to-generate", {})]);
  return found;
}
