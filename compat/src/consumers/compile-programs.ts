import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strictOptions } from "../../../test/support/compiler.ts";
import { type CompileError, type CompilerVersion, compile } from "../packages/compiler.ts";
import type { Program } from "./whole-surface.ts";

/** Strict compiler options of consumers, including checks for subclasses. */
const options = {
  ...strictOptions,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noEmit: true,
};

/**
 * Compiles the corpus against the packages installed in a folder.
 *
 * TypeScript 5.0 is too old for the types of Node, so it skips checking declarations. TypeScript 7.0 checks them.
 */
export async function compilePrograms(
  programs: readonly Program[],
  folder: string,
  version: CompilerVersion,
): Promise<readonly CompileError[]> {
  const project = join(folder, `consumers-${version}`);
  await mkdir(project);
  await symlink(join(folder, "node_modules"), join(project, "node_modules"));
  const compilerOptions = { ...options, skipLibCheck: version === "5.0" };
  const configuration = { compilerOptions, include: ["*.ts"] };
  const files = [
    ...programs,
    { name: "package.json", text: JSON.stringify({ name: "consumer", private: true, type: "module" }) },
    { name: "tsconfig.json", text: JSON.stringify(configuration) },
  ];
  await Promise.all(files.map(({ name, text }) => writeFile(join(project, name), text)));
  return compile(project, version);
}
