import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { testFolder } from "../../support/workspace.ts";
import { type Cell, tables } from "./cells.ts";

/** The result of a cell. */
interface Finding extends Cell {
  readonly state: "passed" | "failed" | "skipped" | "absent";
  /** Why it is skipped or absent. */
  readonly reason?: string;
}

const SIGNS = { passed: "yes", failed: "FAILED", skipped: "skipped", absent: "no" } as const;

/** Prints the tables, and writes them to `.wire/runtimes.txt` and `.wire/runtimes.json`. */
export default class TableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const findings = modules.flatMap((each) => [...each.children.allTests()].flatMap(findingOf));
    if (findings.length === 0) return;
    const text = tables.map((table) => render(table, findings)).join("\n") + notes(findings);
    const folder = join(testFolder, ".wire");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "runtimes.txt"), text);
    writeFileSync(join(folder, "runtimes.json"), `${JSON.stringify(findings, undefined, 2)}\n`);
    console.log(`\n${text}`);
  }
}

function findingOf(test: TestCase): readonly Finding[] {
  const { cell } = test.meta();
  if (cell === undefined) return [];
  const result = test.result();
  const { absence } = cell;
  if (result.state === "passed") {
    return [
      absence === undefined ? { ...cell, state: "passed" } : { ...cell, state: "absent", reason: absence },
    ];
  }
  if (result.state === "skipped") return [{ ...cell, state: "skipped", reason: result.note ?? "not run" }];
  return [{ ...cell, state: "failed" }];
}

function render({ title, rows, columns }: (typeof tables)[number], findings: readonly Finding[]): string {
  const width = Math.max(...[title, ...rows].map((name) => name.length)) + 2;
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}${cells.map((each, index) => each.padEnd(widthOf(columns[index]))).join("")}`.trimEnd();
  const body = rows.map((row) =>
    line(
      row,
      columns.map((column) => sign(row, column, findings)),
    ),
  );
  return `${[line(title, columns), ...body].join("\n")}\n`;
}

/** The width of a column, which fits its name and every result. */
function widthOf(column = ""): number {
  return Math.max(column.length, "skipped".length) + 1;
}

/** The worst result of the tests of a cell. A dash if it has none. */
function sign(row: string, column: string, findings: readonly Finding[]): string {
  const states = findings
    .filter((each) => each.row === row && each.column === column)
    .map(({ state }) => state);
  const worst = (["failed", "skipped", "passed", "absent"] as const).find((state) => states.includes(state));
  return worst === undefined ? "-" : SIGNS[worst];
}

/** The distinct reasons why cells are skipped or absent. */
function notes(findings: readonly Finding[]): string {
  const reasons = findings.flatMap(({ state, reason }) =>
    reason === undefined ? [] : [`${SIGNS[state]}: ${reason}`],
  );
  return [...new Set(reasons)].map((reason) => `\n${reason}\n`).join("");
}
