import { join } from "node:path";
import { run } from "./run.ts";

/** An error that the compiler found. */
export interface Diagnostic {
  /** The file, relative to the project. Empty if the error is about the project. */
  readonly file: string;
  /** Starts at 1. */
  readonly line: number;
  /** Such as `TS2322`. */
  readonly code: string;
  readonly message: string;
}

/** Strict compiler options, with the types of Node but not those of browsers. */
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

/**
 * Compiles the project of a folder by its `tsconfig.json`.
 *
 * @param typescript The folder of the compiler. Default: the compiler that is installed in the project.
 * @param timeout Time after which the compiler is stopped, in ms. Default: two minutes.
 * @throws Error if the compiler is stopped, or fails without reporting an error.
 */
export async function compile(
  folder: string,
  typescript: string = join(folder, "node_modules", "typescript"),
  timeout?: number,
): Promise<readonly Diagnostic[]> {
  const tsc = join(typescript, "bin", "tsc");
  const { exitCode, stdout, stderr } = await run(process.execPath, [tsc, "--pretty", "false"], {
    cwd: folder,
    ...(timeout !== undefined && { timeout }),
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
