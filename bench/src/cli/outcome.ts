/** What a benchmark gives: a report for people, and the same for machines. */
export interface Outcome {
  /** One line: what was measured. */
  readonly title: string;
  readonly tables: readonly Table[];
  /** Sentences below the tables. */
  readonly notes: readonly string[];
  /** What `--json` prints. */
  readonly json: object;
}

/** Figures in columns. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  readonly title: string;
  /** Default: right, as figures stand. */
  readonly align?: "left";
}

export interface Row {
  readonly cells: readonly string[];
  /** Whether the row is about this project's own packages. */
  readonly isOurs?: boolean;
}

/** A number with a fixed count of decimals; a dash where there is none. */
export function fixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? value.toFixed(decimals) : "-";
}
