import { type Diagnostic, DiagnosticError } from "../diagnostics/index.ts";
import { loadSource, type SpecFiles } from "../spec/index.ts";
import { type Overlay, parseOverlay } from "./overlay.ts";
import { parseOverrides } from "./parse-overrides.ts";
import { stainlessOverlay } from "./stainless-transforms.ts";

/**
 * Reads overlays and overrides, in this order. A Stainless configuration is an overlay, too: that of its `openapi.transforms`.
 *
 * @param addresses Absolute paths and URLs. Only the host of a URL is asked, even if it redirects.
 * @throws {DiagnosticError} with the problems of all overlays.
 */
export async function readOverlays(
  addresses: readonly string[],
  files: SpecFiles,
): Promise<readonly Overlay[]> {
  const overlays: Overlay[] = [];
  const problems: Diagnostic[] = [];
  for (const address of addresses) {
    try {
      const allows = (url: string) => new URL(url).origin === new URL(address).origin;
      const source = await loadSource(address, false, { files, allows });
      overlays.push(stainlessOverlay(source) ?? parseOverrides(source) ?? parseOverlay(source));
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      problems.push(...error.diagnostics);
    }
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return overlays;
}
