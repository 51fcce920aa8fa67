import { dirname, resolve } from "node:path";
import { type Diagnostic, DiagnosticError } from "../diagnostics/index.ts";
import { loadText, type SpecFiles } from "../spec/index.ts";
import type { ResolvedConfig } from "./load-config.ts";
import type { TemplatesConfig } from "./settings/sdk-config.ts";

/** A file that the configuration names. */
export interface OwnFile {
  /** The path for messages. */
  readonly file: string;
  readonly text: string;
}

/** The files that the configuration names besides the document. */
export interface OwnFiles {
  /** The text of the license. */
  readonly license?: string;
  /** The templates that replace those of the generator. */
  readonly templates: { readonly [Name in keyof TemplatesConfig]?: OwnFile };
}

type OwnFilesConfig = Pick<ResolvedConfig, "manifest" | "templates" | "file" | "directory" | "locate">;

/**
 * Reads the files that the configuration names. Their paths are relative to it.
 *
 * @throws {DiagnosticError} with the position in the configuration of each that cannot be read.
 */
export async function readOwnFiles(
  { manifest, templates = {}, file, directory, locate = () => undefined }: OwnFilesConfig,
  files: SpecFiles,
): Promise<OwnFiles> {
  const folder = file === undefined ? directory : dirname(file);
  const problems: Diagnostic[] = [];
  const read = async (path: string | undefined, key: readonly string[]): Promise<OwnFile | undefined> => {
    if (path === undefined) return undefined;
    const absolute = resolve(folder, path);
    try {
      return { file: files.display(absolute), text: await loadText(absolute, files, locate(key)) };
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      problems.push(...error.diagnostics);
      return undefined;
    }
  };
  const license = await read(manifest?.licenseFile, ["manifest", "licenseFile"]);
  const own: { -readonly [Name in keyof TemplatesConfig]: OwnFile } = {};
  for (const name of Object.keys(templates) as readonly (keyof TemplatesConfig)[]) {
    const template = await read(templates[name], ["templates", name]);
    if (template !== undefined) own[name] = template;
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return {
    ...(license !== undefined && { license: license.text }),
    templates: own,
  };
}
