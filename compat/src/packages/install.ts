import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { buildFiles, type OutputFile, type ResolvedConfig, type SdkConfig } from "@copilot-sdk/generator";
import type { JsonObject } from "../document/json.ts";
import { root } from "../workspace.ts";
import { type CompileError, compile, errorsByProject } from "./compiler.ts";

/** A document and its configuration. */
export interface Source {
  readonly document: JsonObject;
  readonly config: SdkConfig;
  /** The record of the names of an earlier version, which the packages keep. Default: none. */
  readonly names?: OutputFile;
}

/**
 * Generates the packages of each source, compiles all of them together, and installs those of the source with the index `n` into
 * `folder/n/node_modules`. They find the built runtime of the workspace in `folder/node_modules`. Nothing is written outside the folder.
 *
 * @param timeout Time after which the compiler is stopped, in ms.
 * @returns The errors of the generated code of each source. If there are any, nothing is installed for it.
 */
export async function installPackages(
  sources: readonly Source[],
  folder: string,
  timeout: number,
): Promise<readonly (readonly CompileError[])[]> {
  await linkDependencies(folder);
  const project = join(folder, "sources");
  const written: WrittenSource[] = [];
  for (const [index, source] of sources.entries()) {
    written.push(await writeSource(source, join(project, String(index)), `0.0.${index}`));
  }
  const tsconfig = { compilerOptions: commonOptions(written), include: ["*/*/src"] };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify(tsconfig));
  const errors = errorsByProject(await compile(project, "7.0", timeout), sources.length);
  for (const [index, { packages }] of written.entries()) {
    if (errors[index]?.length !== 0) continue;
    for (const { name, folder: own, manifest } of packages) {
      const installed = join(folder, String(index), "node_modules", name);
      await mkdir(installed, { recursive: true });
      await rename(join(folder, "emitted", String(index), own, "src"), join(installed, "dist"));
      await writeFile(join(installed, "package.json"), manifest);
    }
  }
  return errors;
}

async function linkDependencies(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@copilot-sdk"), { recursive: true });
  await symlink(join(root, "packages", "runtime"), join(modules, "@copilot-sdk", "runtime"));
  await symlink(join(root, "compat", "node_modules", "@types"), join(modules, "@types"));
}

interface WrittenSource {
  readonly packages: readonly WrittenPackage[];
  /** The compiler options of the packages, as JSON. */
  readonly options: string;
}

interface WrittenPackage {
  readonly name: string;
  readonly folder: string;
  readonly manifest: string;
}

/**
 * Writes a document to a folder.
 *
 * @returns The configuration that reads it and generates the packages there.
 */
export async function writeDocument(
  { document, config, names }: Source,
  folder: string,
): Promise<ResolvedConfig> {
  await mkdir(folder, { recursive: true });
  if (names !== undefined) {
    await mkdir(dirname(join(folder, names.path)), { recursive: true });
    await writeFile(join(folder, names.path), names.text);
  }
  const bundle = join(folder, "openapi.json");
  await writeFile(bundle, JSON.stringify(document));
  return { ...config, documents: [bundle], directory: folder, root: folder, bundle };
}

/** The source with the names of its packages on record, for its later versions. */
export async function withNames(source: Source, folder: string): Promise<Source> {
  const { files } = await buildFiles({ config: await writeDocument(source, folder) });
  const names = files.find(({ path }) => basename(path) === ".sdkgen-names");
  return names === undefined ? source : { ...source, names };
}

/** @param version The version of the packages. Compilers treat packages with the same name and version as one. */
async function writeSource(source: Source, folder: string, version: string): Promise<WrittenSource> {
  const { files } = await buildFiles({ config: await writeDocument(source, folder) });
  const sources = files.filter(({ path }) => path.includes("/src/"));
  for (const { path, text } of sources) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  // Programs, such as the server for assistants, have no sources that consumers compile with.
  const packages = files.flatMap(({ path, text }) => {
    const own = dirname(path);
    if (basename(path) !== "package.json" || !sources.some((file) => file.path.startsWith(`${own}/`)))
      return [];
    const manifest = { ...(JSON.parse(text) as { readonly name: string }), version };
    return [{ name: manifest.name, folder: own, manifest: JSON.stringify(manifest) }];
  });
  for (const { name, folder: own, manifest } of packages) {
    await writeFile(join(folder, own, "package.json"), leadingToSources(manifest));
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(folder, own), link);
  }
  const tsconfig = files.find(({ path }) => path.endsWith("/tsconfig.json"))?.text ?? "{}";
  const { compilerOptions } = JSON.parse(tsconfig) as { readonly compilerOptions: object };
  return { packages, options: JSON.stringify(compilerOptions) };
}

/** The manifest of a package whose exports are its sources instead of its build. */
function leadingToSources(manifest: string): string {
  return manifest.replaceAll(/"\.\/dist\/(?:cjs\/)?([^"]+?)\.(?:d\.ts|js)"/g, '"./src/$1.ts"');
}

/** The options that compile all packages to declarations: those of their own configurations, which are equal. */
function commonOptions(written: readonly WrittenSource[]): object {
  const [options = "{}", ...others] = new Set(written.map((each) => each.options));
  if (others.length > 0) throw new Error(`packages have different compiler options: ${options} ${others[0]}`);
  return {
    ...(JSON.parse(options) as object),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: ".",
    outDir: "../emitted",
  };
}
