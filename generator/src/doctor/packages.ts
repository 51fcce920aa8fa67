import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ResolvedConfig } from "../config/index.ts";
import { type Diagnostic, DiagnosticError } from "../diagnostics/index.ts";
import { planPackages } from "../generate.ts";
import { withoutErrors } from "../problems.ts";
import { type Finding, fine, missing, wrong } from "./finding.ts";

/** The document and the packages that would be published. */
export async function packageFindings(config: ResolvedConfig): Promise<readonly Finding[]> {
  try {
    const { read, built, packages, placed } = await planPackages({ config });
    withoutErrors([...read.diagnostics, ...built.diagnostics, ...placed], config);
    const found = packages.map(({ name, folder }) => versionFinding(name, join(config.root, folder)));
    return [fine("document", config.documents.join(", ")), ...(await Promise.all(found))];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return [wrong("document", problemText(error.diagnostics), "run `sdkgen lint`, which shows all problems")];
  }
}

/** The first error, and how many there are. */
export function problemText(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first, ...others] = errors;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `${first?.message ?? "it has problems"}${more}`;
}

async function versionFinding(name: string, folder: string): Promise<Finding> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined) return missing("package", `${name} is not generated yet`, "run `sdkgen generate`");
  return fine("package", `${name} ${versionIn(text)}`);
}

function versionIn(manifest: string): string {
  try {
    return String((JSON.parse(manifest) as { readonly version?: unknown }).version ?? "without a version");
  } catch {
    return "with a package.json that is not JSON";
  }
}
