import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strictOptions } from "../../../test/support/compiler.ts";
import { type CompileError, compile } from "../packages/compiler.ts";

/** The strictest options that consumers use. */
const options = {
  ...strictOptions,
  noEmit: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
};

/**
 * Compiles the generated packages of a folder with their wire tests.
 *
 * @param timeout Time after which the compiler is stopped, in ms.
 * @throws Error if the compiler is stopped, or fails without reporting an error.
 */
export async function compilePackages(folder: string, timeout: number): Promise<readonly CompileError[]> {
  const configuration = { compilerOptions: options, include: ["*/src", "*/test"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  return compile(folder, "7.0", timeout);
}
