import { type Journey, STEPS } from "./journey.ts";
import type { ManagerName } from "./manager.ts";

/** A journey, and where it was made. */
export interface Result extends Journey {
  readonly document: string;
  readonly manager: ManagerName;
  /** The version of Node, `20.19.0`. */
  readonly node: string;
}

/** The results as a table of at most 80 columns, with the reasons of failures below it. */
export function renderResults(results: readonly Result[], missing: readonly string[]): string {
  const head = line(["document", "with", "Node", ...STEPS, "total"]);
  const rows = results.map((result) => {
    const times = STEPS.map((step) => {
      if (result.failure?.step === step) return "fail";
      return result.seconds[step]?.toFixed(0) ?? "-";
    });
    const minor = result.node.split(".").slice(0, 2).join(".");
    const total = STEPS.reduce((sum, step) => sum + (result.seconds[step] ?? 0), 0);
    return line([result.document, result.manager, minor, ...times, total.toFixed(0)]);
  });
  const failures = results.flatMap(({ document, manager, node, failure }) =>
    failure === undefined
      ? []
      : [`${document}, ${manager}, Node ${node}: ${failure.step}\n${failure.reason}`],
  );
  const absent = missing.map(
    (name) => `${name}: not found. Name a folder with ${name}.json: pnpm test:newcomer FOLDER`,
  );
  const passed = results.filter(({ failure }) => failure === undefined).length;
  const summary = `${passed} of ${results.length} passed. Times are in seconds.`;
  return [head, ...rows, "", summary, ...absent, ...failures, ""].join("\n");
}

const WIDTHS = [12, 4, 5, 7, 8, 6, 7, 4, 4, 7, 5];

function line(cells: readonly string[]): string {
  return cells
    .map((cell, index) => (index < 3 ? cell.padEnd(WIDTHS[index] ?? 0) : cell.padStart(WIDTHS[index] ?? 0)))
    .join(" ")
    .trimEnd();
}
