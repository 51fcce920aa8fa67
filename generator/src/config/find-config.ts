import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";

/** The extensions of a configuration that is a program. */
export const MODULES: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** The extensions of a configuration that is data. */
const DATA: readonly string[] = [".json", ".yaml", ".yml"];

/**
 * The absolute path of the configuration of a folder, in it or in its folder `spec`, if there is one.
 *
 * @throws {DiagnosticError} if one of the two folders has several.
 */
export function findConfig(cwd: string): string | undefined {
  const names = [...MODULES, ...DATA].map((extension) => `sdk.config${extension}`);
  for (const folder of [cwd, resolve(cwd, "spec")]) {
    const [found, ...others] = names.map((name) => resolve(folder, name)).filter(existsSync);
    if (found === undefined) continue;
    if (others.length === 0) return found;
    const files = [found, ...others].map((file) => relative(cwd, file).split(sep).join("/")).join(", ");
    throw new DiagnosticError([diagnostic("several-configs", { files })]);
  }
  return undefined;
}

/** Whether a path is that of a configuration of this generator by its name, `sdk.config.json`. */
export function hasOwnName(file: string): boolean {
  return /^sdk\.config\.\w+$/.test(file.slice(dirname(file).length).replace(/^[/\\]/, ""));
}
