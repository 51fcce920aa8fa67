// Generates the packages of a document and measures that: `node generate-process.ts DOCUMENT FOLDER`. It is a process of its own,
// so that its memory is that of one document. Writes a `Generation` to standard output as JSON.

import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import {
  buildFiles,
  type Diagnostic,
  DiagnosticError,
  loadConfig,
  type OperationModel,
  type ResolvedConfig,
  readDocument,
  untestedReason,
} from "@copilot-sdk/generator";
import type { JsonObject } from "../document/json.ts";
import { operationsOf } from "../document/operations.ts";
import { diagnosticCounts, type Generation, type UntestedOperation } from "./generation.ts";

const [document = "", folder = ""] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await generate(document, folder)));

async function generate(document: string, out: string): Promise<Generation> {
  const start = performance.now();
  try {
    const config = await loadConfig({ specFiles: [basename(document)], cwd: dirname(document), out });
    const { diagnostics, operations } = await writePackages(config);
    const cost = costSince(start);
    const documented = await countOperations(config);
    return {
      ...cost,
      documented,
      generated: operations.length,
      untested: operations.flatMap(untestedOperation),
      diagnostics: diagnosticCounts(diagnostics),
    };
  } catch (error) {
    const found: readonly Diagnostic[] = error instanceof DiagnosticError ? error.diagnostics : [];
    const reason = error instanceof Error ? error.message : String(error);
    return { ...costSince(start), error: reason, diagnostics: diagnosticCounts(found) };
  }
}

function costSince(start: number): Pick<Generation, "seconds" | "megabytes"> {
  return {
    seconds: (performance.now() - start) / 1000,
    // maxRSS is in KiB.
    megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6,
  };
}

async function writePackages(config: ResolvedConfig) {
  const { files, packages, diagnostics } = await buildFiles({ config });
  for (const { path, text } of files) {
    await mkdir(dirname(join(config.root, path)), { recursive: true });
    await writeFile(join(config.root, path), text);
  }
  const resources = packages.flatMap((each) => (each.kind === "resources" ? each.resources : []));
  return { diagnostics, operations: resources.flatMap(({ resource }) => resource.operations) };
}

function untestedOperation(operation: OperationModel): readonly UntestedOperation[] {
  const reason = untestedReason(operation);
  const { httpMethod, path } = operation;
  return reason === undefined ? [] : [{ operation: `${httpMethod} ${path.replaceAll("{+", "{")}`, reason }];
}

/** The number of operations of the document. */
async function countOperations(config: ResolvedConfig): Promise<number> {
  const { written } = await readDocument(config);
  return operationsOf(written.root as unknown as JsonObject).filter(({ isEvent }) => !isEvent).length;
}
