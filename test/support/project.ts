import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compile, type Diagnostic, strictOptions } from "./compiler.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { testFolder } from "./workspace.ts";

/** A project to compile: the contents of files by path, and compiler options. */
export interface Project {
  readonly files: Readonly<Record<string, string>>;
  /** Default: `strictOptions` without output. */
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

/** Writes a project and its configuration into a folder. */
export async function writeProject(folder: string, { files, compilerOptions }: Project): Promise<void> {
  const configuration = { compilerOptions: compilerOptions ?? { ...strictOptions, noEmit: true } };
  const all = {
    "package.json": JSON.stringify({ name: "consumer", private: true, type: "module" }),
    "tsconfig.json": JSON.stringify({ ...configuration, include: Object.keys(files) }),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Compiles a project in a temporary folder against the built packages of the workspace. */
export async function compileHere(project: Project): Promise<readonly Diagnostic[]> {
  const folder = await temporaryFolder();
  await writeProject(folder, project);
  await symlink(join(testFolder, "node_modules"), join(folder, "node_modules"));
  return compile(folder);
}
