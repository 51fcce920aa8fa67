/** The result of a benchmark: a report, and the same as JSON. */
export interface Outcome {
  /** One line: what was measured. */
  readonly title: string;
  readonly tables: readonly Table[];
  /** Sentences below the tables. */
  readonly notes: readonly string[];
  /** The output of `--json`. */
  readonly json: object;
}

/** A table. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  readonly title: string;
  /** Default: right. */
  readonly align?: "left";
}

export interface Row {
  readonly cells: readonly string[];
  /** Whether the row is about the packages of this project. */
  readonly isOurs?: boolean;
}

/** A number with a fixed number of decimals, or a dash. */
export function fixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? value.toFixed(decimals) : "-";
}
