import colours from "picocolors";
import type { BreakingResult } from "../breaking/run-breaking.ts";
import { breakingKinds } from "../mutate/breaking/index.ts";
import type { TypesResult } from "../types/run-types.ts";
import type { WireResult } from "../wire/run-wire.ts";
import { tableOf } from "./table.ts";

/** The results. Parts that did not run are absent. */
export interface Report {
  readonly seed: number;
  readonly types?: TypesResult;
  readonly wire?: WireResult;
  readonly breaking?: readonly BreakingResult[];
}

/** Whether all guarantees hold. */
export function isRight({ types, wire, breaking }: Report): boolean {
  const isWhole = (types?.kinds ?? []).every(({ places, covered }) => places === covered);
  const lost = (wire?.failures ?? []).length + (types?.failures ?? []).length;
  return (
    isWhole &&
    lost === 0 &&
    (wire?.tests.failed ?? 0) === 0 &&
    (breaking ?? []).every(({ isCaught }) => isCaught)
  );
}

/** The report for a terminal of 80 columns. */
export function renderReport(report: Report): string {
  const { seed, types, wire, breaking } = report;
  const parts = [
    ...(types === undefined ? [] : [typesText(types)]),
    ...(wire === undefined ? [] : [wireText(wire)]),
    ...(breaking === undefined ? [] : [breakingText(breaking)]),
    isRight(report)
      ? colours.green(`All promises hold. Seed ${seed}.`)
      : colours.red(`Broken promises. Seed ${seed}.`),
  ];
  return `\n${parts.join("\n\n")}\n`;
}

function typesText({ kinds, mutants, programs, failures }: TypesResult): string {
  const rows = kinds.map(({ title, places, covered, errors }) => [title, places, covered, errors]);
  return [
    colours.bold(`Types: ${mutants} mutants, ${programs} programs, TypeScript 5.0 and 7.0, sdkgen diff`),
    tableOf(["additive mutation", "places", "mutated", "errors"], rows),
    ...failures.map(
      ({ subject, kind, place, by, message }) =>
        `${colours.red(`${kind} at ${place} of ${subject}, ${by}:`)}\n  ${message}`,
    ),
  ].join("\n");
}

function wireText({ tests, calls, events, expected, arrived, failures }: WireResult): string {
  const rows = [
    ["wire tests of the last release", tests.passed, tests.failed],
    ["calls of its client", calls, "-"],
    ["events to their listeners", events.known, "-"],
    ["events of new types to the fallback", events.unknown, "-"],
    ["new attributes, values and events that were received", arrived, expected - arrived],
  ];
  return [
    colours.bold("Wire: the built packages with a server that has every mutation"),
    tableOf(["", "right", "wrong"], rows),
    ...failures.map((failure) => colours.red(failure)),
  ].join("\n");
}

function breakingText(results: readonly BreakingResult[]): string {
  const rows = breakingKinds.map(({ name, title, isVisible }) => {
    const own = results.filter(({ kind }) => kind === name);
    const seen = own.filter(({ errors }) => (errors ?? 0) > 0).length;
    return [
      title,
      own.length,
      own.filter(({ isDiffed }) => isDiffed).length,
      isVisible === false ? "-" : seen,
    ];
  });
  return [
    colours.bold("Breaking changes: who noticed"),
    tableOf(["breaking mutation", "tried", "diff", "compiler"], rows),
    ...results
      .filter(({ isCaught }) => !isCaught)
      .map(({ kind, place, subject, isDiffed, errors }) =>
        colours.red(`${kind} at ${place} of ${subject}: diff ${isDiffed}, errors ${errors ?? "-"}`),
      ),
    colours.dim("A dash: types cannot show the change, so only the diff can report it."),
  ].join("\n");
}
