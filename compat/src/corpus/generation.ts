import { fileURLToPath } from "node:url";
import type { Diagnostic } from "@copilot-sdk/generator";
import { runNode } from "../run.ts";

/** The generation of the packages of a document. */
export interface Generation {
  /** Time from the start of reading to the last file written. */
  readonly seconds: number;
  /** Peak memory of the process. */
  readonly megabytes: number;
  /** The number of operations in the document. Absent if the generation failed. */
  readonly documented?: number;
  /** The number of operations in the generated packages. Absent if the generation failed. */
  readonly generated?: number;
  /** The operations that have no wire test. Absent if the generation failed. */
  readonly untested?: readonly UntestedOperation[];
  readonly diagnostics: readonly DiagnosticCount[];
  /** Why the generation failed. */
  readonly error?: string;
}

/** An operation without a wire test. */
export interface UntestedOperation {
  /** Method and path, `GET /orders`. */
  readonly operation: string;
  /** `its path has a query or a fragment` */
  readonly reason: string;
}

/** The number of diagnostics with a code. */
export interface DiagnosticCount {
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  readonly count: number;
}

/** Counts diagnostics by code. Errors come first, then the most frequent. */
export function diagnosticCounts(diagnostics: readonly Diagnostic[]): readonly DiagnosticCount[] {
  const groups = Map.groupBy(diagnostics, ({ severity, code }) => `${severity} ${code}`);
  return [...groups.values()]
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [
            {
              code: first.code,
              severity: first.severity,
              count: 1 + others.length,
            } satisfies DiagnosticCount,
          ],
    )
    .sort((a, b) => (a.severity === b.severity ? b.count - a.count : a.severity === "error" ? -1 : 1));
}

/**
 * Generates the packages of a document into a folder, in a process of its own.
 *
 * @param timeout Time after which the process is stopped, in ms.
 * @throws Error if the process crashes or is stopped.
 */
export async function generate(document: string, folder: string, timeout: number): Promise<Generation> {
  const program = fileURLToPath(new URL("generate-process.ts", import.meta.url));
  const start = performance.now();
  const { exitCode, stdout, stderr } = await runNode([program, document, folder], folder, timeout);
  if (exitCode === 0) return JSON.parse(stdout) as Generation;
  if (performance.now() - start >= timeout) throw new Error(`stopped after ${timeout / 1000} s`);
  const reason = stderr.split("\n").find((line) => /error|fatal/i.test(line)) ?? stderr;
  throw new Error(`the process ended with exit code ${exitCode}: ${reason.trim().slice(0, 500)}`);
}
