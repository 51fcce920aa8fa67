import { join } from "node:path";
import { type Diagnostic, DiagnosticError } from "../../src/diagnostics/index.ts";
import { applyOverlays, readOverlays } from "../../src/overlay/index.ts";
import {
  diskFiles,
  mergeSources,
  type OpenApiDocument,
  readSources,
  type SpecSource,
} from "../../src/spec/index.ts";
import { type Files, makeFolder } from "./folder.ts";

/** The start of an overlay, of which `actions` are still missing. */
export const OVERLAY = 'overlay: 1.1.0\ninfo: { title: Corrections, version: "1" }\nactions:\n';

/** A merged document with overlays, or the problems that prevent it. */
export interface Overlaid {
  readonly document: OpenApiDocument | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and merges the files, and applies those named `overlay…` to the others. */
export async function overlay(files: Files, patterns?: readonly string[]): Promise<Overlaid> {
  const folder = await makeFolder(files);
  const disk = diskFiles(folder);
  const isOverlay = (name: string) => name.startsWith("overlay");
  const names = Object.keys(files);
  try {
    const overlays = await readOverlays(
      names.filter(isOverlay).map((name) => join(folder, name)),
      disk,
    );
    const listed = patterns ?? names.filter((name) => !isOverlay(name));
    const amend = (sources: readonly SpecSource[]) => applyOverlays(sources, overlays);
    return mergeSources(await readSources(listed, folder, { files: disk, amend }));
  } catch (error) {
    if (error instanceof DiagnosticError) return { document: undefined, diagnostics: error.diagnostics };
    throw error;
  }
}
