import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { run } from "./run.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { testFolder } from "./workspace.ts";

/** An error that the compiler found. */
export interface Diagnostic {
  /** The file, relative to the project; empty when the error is about the project itself. */
  readonly file: string;
  /** Starts at 1. */
  readonly line: number;
  /** Such as `TS2322`. */
  readonly code: string;
  readonly message: string;
}

/** What a careful consumer asks of the compiler: everything strict, Node's types and no browser's. */
export const strictOptions: Readonly<Record<string, unknown>> = {
  target: "ES2022",
  module: "NodeNext",
  lib: ["ES2022"],
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
};

/** A project to compile: its files' text by path, and the options of the compiler. */
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

/** Compiles a project against the workspace's built packages, in a folder of its own. */
export async function compileHere(project: Project): Promise<readonly Diagnostic[]> {
  const folder = await temporaryFolder();
  await writeProject(folder, project);
  await symlink(join(testFolder, "node_modules"), join(folder, "node_modules"));
  return compile(folder);
}

/** Compiles the project of a folder with the TypeScript that is installed there. */
export async function compile(folder: string): Promise<readonly Diagnostic[]> {
  const tsc = join(folder, "node_modules", "typescript", "bin", "tsc");
  const { exitCode, stdout, stderr } = await run(process.execPath, [tsc, "--pretty", "false"], {
    cwd: folder,
  });
  const diagnostics = stdout.split("\n").flatMap((line) => parseDiagnostic(line) ?? []);
  if (exitCode !== 0 && diagnostics.length === 0) throw new Error(`the compiler failed: ${stdout}${stderr}`);
  return diagnostics;
}

function parseDiagnostic(line: string): Diagnostic | undefined {
  const match = /^(?:(?<file>.+)\((?<line>\d+),\d+\): )?error (?<code>TS\d+): (?<message>.*)$/.exec(line);
  const { file = "", line: number = "0", code = "", message = "" } = match?.groups ?? {};
  return match === null ? undefined : { file, line: Number(number), code, message };
}
