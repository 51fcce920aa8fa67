import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TEMPLATES } from "../printer/templates-folder.ts";
import { mockRange, runtimeFolder, runtimeRange } from "../released/index.ts";
import { readVersion } from "./version.ts";

/** A hash that differs between any two states of the generator: its version, and the sizes and times of its own files. */
export function programState(): string {
  const folders = [fileURLToPath(new URL("..", import.meta.url)), fileURLToPath(TEMPLATES), runtimeFolder()];
  const hash = createHash("sha256");
  hash.update([readVersion(), runtimeRange(), mockRange(), process.version].join("\n"));
  for (const folder of folders) for (const path of filesIn(folder)) hash.update(stateOf(folder, path));
  return hash.digest("hex");
}

/** The files of a program, and what it copies into packages. */
function filesIn(folder: string): readonly string[] {
  return below(folder, "").sort();
}

function below(folder: string, prefix: string): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) return /^(?:node_modules|test)$/.test(path) ? [] : below(folder, `${path}/`);
    return /(?:\.(?:[cm]?[jt]s|hbs|json|md)|LICENSE)$/.test(path) && !/\.d\.[cm]?ts$/.test(path)
      ? [path]
      : [];
  });
}

function stateOf(folder: string, path: string): string {
  const { size, mtimeMs, ctimeMs } = statSync(join(folder, path));
  return `${path} ${size} ${mtimeMs} ${ctimeMs}\n`;
}
