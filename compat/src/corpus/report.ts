import colours from "picocolors";
import { tableOf } from "../cli/table.ts";
import type { DocumentResult } from "./measure-document.ts";
import type { FailureGroup, Passed } from "./wire-summary.ts";

/** Whether a document has an error, a missing operation, a type error or a failed wire test. */
export function hasFailed({ generation, typeErrors, wire, error }: DocumentResult): boolean {
  return (
    error !== undefined ||
    generation?.error !== undefined ||
    generation?.documented !== generation?.generated ||
    typeErrors?.length !== 0 ||
    wire === undefined ||
    wire.tests.passed < wire.tests.all ||
    wire.errors.length > 0
  );
}

/** The report for a terminal of 80 columns. */
export function renderCorpus(results: readonly DocumentResult[]): string {
  const table = tableOf(
    ["document", "s", "MB", "ops", "made", "errors", "warnings", "types", "wire tests"],
    [...results.map(rowOf), totalOf(results)],
  );
  const failed = results.filter(hasFailed);
  const summary = `${results.length - failed.length} of ${results.length} documents succeeded.`;
  const notes = [
    "s, MB: time and peak memory of the generation. ops: operations of the document;",
    "made: of the packages. types: type errors, including those of the tests.",
    "wire tests: passed/all. Shortened lines are complete in the output of --json.",
  ];
  const parts = [
    table,
    notes.map((note) => colours.dim(note)).join("\n"),
    untestedText(results),
    exampleText(results),
    ...failed.map(problemsOf),
    failed.length === 0 ? colours.green(summary) : colours.red(summary),
  ];
  return `\n${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function rowOf({ name, generation, typeErrors, wire }: DocumentResult): readonly string[] {
  const count = (severity: "error" | "warning") =>
    (generation?.diagnostics ?? [])
      .filter((each) => each.severity === severity)
      .reduce((sum, each) => sum + each.count, 0);
  return [
    name.length > 22 ? `${name.slice(0, 21)}…` : name,
    generation?.seconds.toFixed(1) ?? "-",
    generation?.megabytes.toFixed(0) ?? "-",
    String(generation?.documented ?? "-"),
    String(generation?.generated ?? "-"),
    generation === undefined ? "-" : String(count("error")),
    generation === undefined ? "-" : String(count("warning")),
    String(typeErrors?.length ?? "-"),
    wire === undefined ? "-" : shareOf(wire.tests),
  ];
}

function totalOf(results: readonly DocumentResult[]): readonly string[] {
  const sum = (numberOf: (result: DocumentResult) => number | undefined) =>
    results.reduce((total, result) => total + (numberOf(result) ?? 0), 0);
  return [
    colours.bold("all"),
    sum(({ generation }) => generation?.seconds).toFixed(1),
    "",
    String(sum(({ generation }) => generation?.documented)),
    String(sum(({ generation }) => generation?.generated)),
    "",
    "",
    String(sum(({ typeErrors }) => typeErrors?.length)),
    shareOf({ passed: sum(({ wire }) => wire?.tests.passed), all: sum(({ wire }) => wire?.tests.all) }),
  ];
}

function shareOf({ passed, all }: Passed): string {
  return `${passed}/${all}`;
}

/** The failures of a document, each kind once with an example. */
function problemsOf({ name, generation, typeErrors = [], wire, error }: DocumentResult): string {
  const missing = (generation?.documented ?? 0) - (generation?.generated ?? 0);
  const errors = [error, generation?.error].filter((reason) => reason !== undefined);
  const lines = [
    ...errors,
    ...(missing > 0 ? [`${missing} operations were not generated`] : []),
    ...typeErrors.slice(0, 1).map(({ file, line, code, message }) => `${file}:${line} ${code} ${message}`),
    ...(wire?.errors ?? []),
    ...(wire?.failures ?? []).flatMap(failureLines),
  ];
  return [colours.bold(name), ...lines.map((line) => `  ${shortened(line)}`)].join("\n");
}

function failureLines({ message, tests: [first = "", ...others] }: FailureGroup): readonly string[] {
  return [message, `  in ${first}${others.length > 0 ? ` and ${others.length} more` : ""}`];
}

/** The numbers of operations without wire tests, by reason. */
function untestedText(results: readonly DocumentResult[]): string {
  const lines = results.flatMap(({ name, generation }) => {
    const groups = Map.groupBy(generation?.untested ?? [], ({ reason }) => reason);
    return [...groups].map(([reason, operations]) => shortened(`  ${name}: ${operations.length}, ${reason}`));
  });
  return lines.length === 0 ? "" : ["Operations without wire tests:", ...lines].join("\n");
}

function exampleText(results: readonly DocumentResult[]): string {
  const counts = results
    .map(({ name, wire }) => ({ name, count: wire?.exampleProblems.length ?? 0 }))
    .filter(({ count }) => count > 0);
  if (counts.length === 0) return "";
  const own = counts.map(({ name, count }) => `  ${name}: ${count}`);
  return ["Responses whose examples do not match their schemas (tested with others):", ...own].join("\n");
}

/** The first line of a text, in 78 columns. */
function shortened(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 78 ? `${line.slice(0, 77)}…` : line;
}
