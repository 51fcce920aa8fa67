import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildFiles, type ResolvedConfig, type SdkConfig } from "@copilot-sdk/generator";
import type { JsonObject } from "../document/json.ts";
import { root } from "../workspace.ts";
import { type CompileError, compile } from "./compiler.ts";

/** A document and its configuration. */
export interface Source {
  readonly document: JsonObject;
  readonly config: SdkConfig;
}

/**
 * Generates the packages of a document, compiles them, and installs them into the `node_modules` of a folder, next to the built
 * runtime of the workspace. Nothing is written outside the folder.
 *
 * @returns The errors of the generated code. If there are any, nothing is installed.
 */
export async function installPackages(source: Source, folder: string): Promise<readonly CompileError[]> {
  const sources = join(folder, "sources");
  const packages = await writeSources(source, sources);
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@copilot-sdk"), { recursive: true });
  await symlink(join(root, "packages", "runtime"), join(modules, "@copilot-sdk", "runtime"));
  await symlink(join(root, "compat", "node_modules", "@types"), join(modules, "@types"));
  const errors = await compile(sources, "7.0");
  if (errors.length > 0) return errors;
  for (const { name, folder: own, manifest } of packages) {
    const installed = join(modules, name);
    await mkdir(installed, { recursive: true });
    await rename(join(folder, "emitted", own, "src"), join(installed, "dist"));
    await writeFile(join(installed, "package.json"), manifest);
  }
  return [];
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
export async function writeDocument({ document, config }: Source, folder: string): Promise<ResolvedConfig> {
  await mkdir(folder, { recursive: true });
  const bundle = join(folder, "openapi.json");
  await writeFile(bundle, JSON.stringify(document));
  return { ...config, documents: [bundle], directory: folder, root: folder, bundle };
}

async function writeSources(source: Source, folder: string): Promise<readonly WrittenPackage[]> {
  const { files } = await buildFiles({ config: await writeDocument(source, folder) });
  const needed = files.filter(({ path }) => path.includes("/src/") || path.endsWith("/package.json"));
  for (const { path, text } of needed) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const written = files
    .filter(({ path }) => path.endsWith("/package.json"))
    .map(({ path, text }) => ({ name: nameIn(text), folder: dirname(path), manifest: text }));
  const own = files.find(({ path }) => path.endsWith("/tsconfig.json"));
  const { compilerOptions } = JSON.parse(own?.text ?? "{}") as { readonly compilerOptions: object };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(declarationsOf(written, compilerOptions)));
  return written;
}

function nameIn(manifest: string): string {
  return (JSON.parse(manifest) as { readonly name: string }).name;
}

/** The configuration that compiles all packages, with the options of their own configurations and paths to their sources. */
function declarationsOf(packages: readonly WrittenPackage[], options: object) {
  const paths = packages.flatMap(({ name, folder }) => [
    [name, [`./${folder}/src/index.ts`]],
    [`${name}/shapes`, [`./${folder}/src/shapes.ts`]],
  ]);
  return {
    compilerOptions: {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      paths: Object.fromEntries(paths),
      rootDir: ".",
      outDir: "../emitted",
    },
    include: packages.map(({ folder }) => `${folder}/src`),
  };
}
