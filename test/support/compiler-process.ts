// A process that compiles a project for each message of its parent with the API of one compiler, and ends with its parent. Compilers
// that are written in JavaScript are slow until the engine has optimized them, so one process compiles all projects.
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import type * as TypeScript from "typescript-5.9";
import type { Diagnostic } from "./compiler.ts";

const [, , typescript = ""] = process.argv;
const ts = createRequire(import.meta.url)(typescript) as typeof TypeScript;

process.on("message", (folder: string) => process.send?.(diagnosticsOf(folder)));

/** What `tsc` reports for the project of a folder. */
function diagnosticsOf(folder: string): readonly Diagnostic[] {
  const unreadable: TypeScript.Diagnostic[] = [];
  const host: TypeScript.ParseConfigFileHost = {
    ...ts.sys,
    getCurrentDirectory: () => folder,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => unreadable.push(diagnostic),
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(join(folder, "tsconfig.json"), {}, host);
  if (parsed === undefined) return unreadable.map((each) => toDiagnostic(folder, each));
  const { fileNames: rootNames, options, errors: configFileParsingDiagnostics } = parsed;
  const program = ts.createProgram({ rootNames, options, configFileParsingDiagnostics });
  return ts.getPreEmitDiagnostics(program).map((each) => toDiagnostic(folder, each));
}

function toDiagnostic(folder: string, { file, start, code, messageText }: TypeScript.Diagnostic): Diagnostic {
  const [message = ""] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
  if (file === undefined) return { file: "", line: 0, code: `TS${code}`, message };
  const { line } = ts.getLineAndCharacterOfPosition(file, start ?? 0);
  return { file: relative(folder, file.fileName), line: line + 1, code: `TS${code}`, message };
}
