import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TEMPLATES } from "../printer/templates-folder.ts";
import { mockRange, runtimeFolder, runtimeRange } from "../released/index.ts";
import { readVersion } from "./version.ts";

/** The folder of the generator's code: `src`, and that of the bundled files in the published package. */
const CODE = new URL(import.meta.url.endsWith(".ts") ? "../" : "./", import.meta.url);

/** A string that differs between any two states of the generator: its version, and the sizes and times of its code and its templates. */
export function programState(): string {
  const state = [readVersion(), runtimeRange(), mockRange(), process.version];
  for (const folder of [CODE, TEMPLATES]) addFolder(fileURLToPath(folder), state);
  return state.join("\n");
}

/** A string that differs between any two states of the runtime's sources, which some packages contain. */
export function runtimeState(): string {
  const folder = runtimeFolder();
  const state: string[] = [];
  for (const name of ["package.json", "LICENSE", "api.md"]) addFile(`${folder}/${name}`, state);
  addFolder(`${folder}/src/`, state);
  return state.join("\n");
}

/** Adds the code and the templates in a folder. */
function addFolder(folder: string, state: string[]): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.isDirectory()) addFolder(`${folder}${entry.name}/`, state);
    else if (/\.(?:c?[jt]s|hbs)$|^[^.]+$/.test(entry.name)) addFile(`${folder}${entry.name}`, state);
  }
}

function addFile(file: string, state: string[]): void {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  state.push(`${file} ${size} ${mtimeMs} ${ctimeMs}`);
}
