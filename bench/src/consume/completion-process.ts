// A separate process: an editor that completes members in a consumer's program. Prints the milliseconds of each completion as JSON.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const [folder = "", program = "", times = "1"] = process.argv.slice(2);
const file = join(folder, "program.ts");
const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);

let version = 0;
/** A new comment line in each version makes it an edit. */
const textOf = (edit: number): string => `// ${edit}\n${program}`;
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: (path) => (path === file ? String(version) : "0"),
  getScriptSnapshot(path) {
    const text = path === file ? textOf(version) : ts.sys.readFile(path);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => folder,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
  ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
});

/** Completes after the last character, and returns how long it took, in ms. */
function complete(): number {
  version += 1;
  const start = performance.now();
  const found = service.getCompletionsAtPosition(file, textOf(version).length, {});
  const time = performance.now() - start;
  if (!found?.entries.length) throw new Error("the editor found no members");
  return time;
}

// The first one loads and binds all files.
complete();
console.log(JSON.stringify(Array.from({ length: Number(times) }, complete)));
