import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildFiles, loadConfig, type SdkConfig } from "@copilot-sdk/generator";
import { msw } from "../../src/index.ts";

const tests = fileURLToPath(new URL("..", import.meta.url));

/** A generated package in a folder whose modules find the runtime. */
export interface GeneratedPackage {
  readonly folder: string;
  /** Imports a module of its sources, `testing`. */
  load(module: string): Promise<unknown>;
  remove(): Promise<void>;
}

/** Generates the only package of a document with the feature. */
export async function generatePackage(
  file: string,
  settings: Partial<SdkConfig> = {},
): Promise<GeneratedPackage> {
  const config = await loadConfig({ cwd: tests, specFiles: [file], out: "sdk" });
  const { files, folders } = await buildFiles({ config: { ...config, ...settings, features: [msw()] } });
  const root = await mkdtemp(join(tests, ".generated-"));
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const folder = join(root, folders[0] ?? "");
  return {
    folder,
    load: (module) => import(pathToFileURL(join(folder, "src", `${module}.ts`)).href),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
