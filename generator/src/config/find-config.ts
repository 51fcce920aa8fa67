import { existsSync } from "node:fs";
import { dirname, extname, relative, resolve, sep } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";

/** The extensions of a configuration that is a program. */
const MODULES: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** The extensions of a configuration that is data. */
const DATA: readonly string[] = [".json", ".yaml", ".yml"];

/**
 * The absolute path of the configuration of a folder, in it or in its folder `spec`, if there is one.
 *
 * @throws {DiagnosticError} if one of the two folders has several.
 */
export function findConfig(cwd: string): string | undefined {
  for (const places of placesOfConfig(cwd)) {
    const [found, ...others] = places.filter(existsSync);
    if (found === undefined) continue;
    if (others.length === 0) return found;
    const files = [found, ...others].map((file) => relative(cwd, file).split(sep).join("/")).join(", ");
    throw new DiagnosticError([diagnostic("several-configs", { files })]);
  }
  return undefined;
}

/** The absolute paths that a configuration of a folder may have: those in the folder, and those in its folder `spec`. */
export function placesOfConfig(cwd: string): readonly (readonly string[])[] {
  const names = [...MODULES, ...DATA].map((extension) => `sdk.config${extension}`);
  return [cwd, resolve(cwd, "spec")].map((folder) => names.map((name) => resolve(folder, name)));
}

/** True if a configuration is a program. */
export function isModule(file: string): boolean {
  return MODULES.includes(extname(file));
}

/** True if a path is that of a configuration of this generator by its name, `sdk.config.json`. */
export function hasOwnName(file: string): boolean {
  return /^sdk\.config\.\w+$/.test(file.slice(dirname(file).length).replace(/^[/\\]/, ""));
}
