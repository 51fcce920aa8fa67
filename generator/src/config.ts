import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { configProblems } from "./config-schema.ts";
import { DiagnosticError, diagnostic } from "./diagnostics/index.ts";

/** Everything about generating one API that its document cannot say. */
export interface SdkConfig {
  /** Files and globs of the document, relative to this file. Several files are merged into one document. */
  readonly documents: readonly string[];
  /** The folder that holds the packages, relative to this file. */
  readonly output: string;
  /** The merged document as `sdkgen bundle` writes it, for the packages' tests. Default: `openapi.json` in `output`. */
  readonly bundle?: string;
  /** Scope of the packages' npm names, `@copilot-sdk`. Without it the names are the folders. */
  readonly scope?: string;
  /** What the packages' manifests say beside their names. */
  readonly manifest?: ManifestConfig;
  /** Prefix of the environment variables that clients read, `COPILOT`. Default: the name of the umbrella's client. */
  readonly environment?: string;
  /** The packages by folder. Default: one package with every resource. */
  readonly packages?: { readonly [folder: string]: PackageConfig };
  /** The package whose one client has every resource of the others. */
  readonly umbrella?: UmbrellaConfig;
  /** The package with the events of `webhooks`. Default: none. */
  readonly webhooks?: WebhooksConfig;
  /** Where releases are prepared and recorded; needed for `sdkgen release` alone. */
  readonly release?: ReleaseConfig;
  /** Names that the rules would choose otherwise. */
  readonly names?: NamesConfig;
}

export interface ManifestConfig {
  /** SPDX identifier. Default `MIT`. */
  readonly license?: string;
  readonly author?: string;
  /** `git+https://…` address of the repository. */
  readonly repository?: string;
  /**
   * Whether the packages are members of a pnpm workspace, which then says all versions: `workspace:` for each
   * other, `catalog:` for tools. Default `false`: ranges of npm.
   */
  readonly workspace?: boolean;
}

export interface PackageConfig {
  /** The class of a client for this package alone, `Billing`. */
  readonly client: string;
  /** One sentence for npm and the README. */
  readonly description: string;
  /** Tags of the document, as the document spells them. */
  readonly resources: readonly string[];
}

export interface UmbrellaConfig {
  readonly folder: string;
  /** npm name. Default: the scope and the folder. */
  readonly name?: string;
  /** The class of the client, `Copilot`. */
  readonly client: string;
  readonly description: string;
}

export interface WebhooksConfig {
  readonly folder: string;
  readonly description: string;
  /** The union of all events. Default `WebhookEvent`. */
  readonly union?: string;
}

/** Files and folders of releases, relative to the configuration. */
export interface ReleaseConfig {
  /** The document as of the last release, which the release writes: `released.json`. */
  readonly snapshot: string;
  /** The folder of the changesets, `../.changeset`. */
  readonly changesets: string;
}

export interface NamesConfig {
  /** Types, by the names that the rules chose (`File`), or by JSON pointer (`#/components/schemas/File`). */
  readonly types?: Renaming;
  /** Constants of operations: `{ listInvoices: "invoicesList" }`, or by pointer. */
  readonly operations?: Renaming;
  /** Accessors of resources: `{ messageChannels: "channels" }`. */
  readonly resources?: Renaming;
  /** Methods, by the operation's constant: `{ listInvoices: "all" }`. */
  readonly methods?: Renaming;
}

export interface Renaming {
  readonly [nameOrPointer: string]: string;
}

/**
 * Gives a configuration its type, for completion in an editor.
 *
 * @example
 * export default defineConfig({ documents: ["openapi.yaml"], output: "../packages" });
 */
export function defineConfig(config: SdkConfig): SdkConfig {
  return config;
}

/** A configuration with its folders made absolute. */
export interface ResolvedConfig extends SdkConfig {
  /** What `documents` are relative to. */
  readonly directory: string;
  /** The absolute folder that the packages are in. */
  readonly root: string;
  /** The absolute path of the merged document. */
  readonly bundle: string;
}

export interface LoadConfigOptions {
  /** `sdk.config.ts`; default: the one in `cwd` or in `cwd/spec`, and none when `specFiles` are given. */
  readonly configFile?: string;
  /** Documents in place of the configuration's, relative to `cwd`. */
  readonly specFiles?: readonly string[];
  /** Output folder in place of the configuration's, relative to `cwd`. */
  readonly out?: string;
  readonly cwd: string;
}

/**
 * Finds, loads and completes the configuration.
 *
 * @throws {DiagnosticError} when there is neither a configuration nor a document, or it is no configuration.
 */
export async function loadConfig(options: LoadConfigOptions): Promise<ResolvedConfig> {
  const file = configFileOf(options);
  const loaded = file === undefined ? undefined : await importConfig(file);
  const directory = file === undefined || options.specFiles !== undefined ? options.cwd : dirname(file);
  const root =
    options.out !== undefined
      ? resolve(options.cwd, options.out)
      : resolve(file === undefined ? options.cwd : dirname(file), loaded?.output ?? "sdk");
  const bundle =
    file !== undefined && loaded?.bundle !== undefined
      ? resolve(dirname(file), loaded.bundle)
      : resolve(root, "openapi.json");
  return {
    ...(loaded ?? { output: "sdk" }),
    documents: options.specFiles ?? loaded?.documents ?? [],
    directory,
    root,
    bundle,
  };
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

/** The configuration that a folder has, by its absolute path. */
export function findConfig(cwd: string): string | undefined {
  return ["sdk.config.ts", "spec/sdk.config.ts"].map((name) => resolve(cwd, name)).find(existsSync);
}

async function importConfig(file: string): Promise<SdkConfig> {
  const invalid = (reason: string) => diagnostic("invalid-config", { file: basename(file), reason });
  const module: { default?: unknown } = await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new DiagnosticError([invalid(error instanceof Error ? error.message : String(error))]);
  });
  const problems = configProblems(module.default);
  if (problems.length > 0) throw new DiagnosticError(problems.map(invalid));
  return module.default as SdkConfig;
}
