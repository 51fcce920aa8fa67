import { join } from "node:path";
import { compile as compileProject, type Diagnostic } from "../../../test/support/compiler.ts";
import { compatFolder } from "../workspace.ts";

/** The oldest supported compiler and the newest one. */
export const compilers = { "5.0": "typescript-5.0", "7.0": "typescript" } as const;

/** The version of a compiler. */
export type CompilerVersion = keyof typeof compilers;

/** An error that a compiler found. */
export type CompileError = Diagnostic;

/**
 * Compiles the project of a folder with a compiler of the workspace.
 *
 * @param timeout Time after which the compiler is stopped, in ms. Default: two minutes.
 * @throws Error if the compiler is stopped, or fails without reporting an error.
 */
export function compile(
  folder: string,
  version: CompilerVersion,
  timeout?: number,
): Promise<readonly CompileError[]> {
  return compileProject(folder, join(compatFolder, "node_modules", compilers[version]), timeout);
}

/**
 * Groups errors by project, which is the first folder of their file: `0`, `1` and so on.
 *
 * @param count The number of projects.
 * @throws Error if an error is in none of them. It would be nobody's.
 */
export function errorsByProject(
  errors: readonly CompileError[],
  count: number,
): readonly (readonly CompileError[])[] {
  const projects = Array.from({ length: count }, (): CompileError[] => []);
  for (const error of errors) {
    const [, index = "", file = ""] = /^(\d+)\/(.*)$/.exec(error.file) ?? [];
    const project = projects[Number(index || "-1")];
    if (project === undefined) throw new Error(`${error.file}:${error.line} ${error.code} ${error.message}`);
    project.push({ ...error, file });
  }
  return projects;
}
