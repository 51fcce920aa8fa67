import { hash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TEMPLATES } from "../printer/templates-folder.ts";
import { mockRange, runtimeFolder, runtimeRange } from "../released/index.ts";
import { readVersion } from "./version.ts";

/** The folder of the generator's code: `src`, and that of the bundled files in the published package. */
const CODE = new URL(import.meta.url.endsWith(".ts") ? "../" : "./", import.meta.url);

/** A hash that differs between any two states of the generator: its version, and the sizes and times of the files that results depend on. */
export function programState(): string {
  const runtime = runtimeFolder();
  const state = [readVersion(), runtimeRange(), mockRange(), process.version];
  for (const folder of [fileURLToPath(CODE), fileURLToPath(TEMPLATES), `${runtime}/src/`])
    addFolder(folder, state);
  for (const name of ["package.json", "LICENSE", "api.md"]) addFile(`${runtime}/${name}`, state);
  return hash("sha256", state.join("\n"), "hex");
}

/** Adds the code and the templates in a folder. */
function addFolder(folder: string, state: string[]): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.isDirectory()) addFolder(`${folder}${entry.name}/`, state);
    else if (/\.(?:[jt]s|hbs)$|^[^.]+$/.test(entry.name)) addFile(`${folder}${entry.name}`, state);
  }
}

function addFile(file: string, state: string[]): void {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  state.push(`${file} ${size} ${mtimeMs} ${ctimeMs}`);
}
