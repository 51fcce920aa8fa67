/** Totals by name and period. */
export type QuotaTotals = Map<string, Map<string, number>>;

/** The content of a file. */
export interface ReadTotals {
  /** The totals that could be read. */
  readonly totals: QuotaTotals;
  /** Whether everything could be read. */
  readonly isWhole: boolean;
}

/** Totals as text: a line with their number, then a line for each, so that a damaged file can be read in part. */
export function writeTotals(totals: QuotaTotals): string {
  const lines = [...totals].flatMap(([name, periods]) =>
    [...periods]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .slice(0, MOST_PERIODS)
      .map(([period, used]) => JSON.stringify({ name, period, used })),
  );
  return [JSON.stringify({ format: FORMAT, lines: lines.length }), ...lines, ""].join("\n");
}

/** Reads the text that `writeTotals` wrote, or the intact part of it. */
export function readTotals(text: string): ReadTotals {
  const [header, ...lines] = text.trimEnd().split("\n").map(parse);
  const totals: QuotaTotals = new Map();
  const entries = lines.map(entryOf).filter((entry) => entry !== undefined);
  for (const { name, period, used } of entries) raise(totals, name, period, used);
  const { format, lines: count } = header ?? {};
  const isWhole = format === FORMAT && count === lines.length && entries.length === lines.length;
  return { totals, isWhole };
}

/** Raises a total to at least this value, and returns it. */
export function raise(totals: QuotaTotals, name: string, period: string, used: number): number {
  const periods = totals.get(name) ?? new Map<string, number>();
  totals.set(name, periods);
  const total = Math.max(periods.get(period) ?? 0, used);
  periods.set(period, total);
  return total;
}

const FORMAT = "copilot-sdk quota 1";
/** Number of months kept for each name. */
const MOST_PERIODS = 12;

type Parsed = Readonly<Record<string, unknown>> | undefined;

interface Entry {
  readonly name: string;
  readonly period: string;
  readonly used: number;
}

function parse(line: string): Parsed {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Parsed) : undefined;
  } catch {
    return undefined;
  }
}

function entryOf(value: Parsed): Entry | undefined {
  const { name, period, used } = value ?? {};
  if (typeof name !== "string" || typeof period !== "string") return undefined;
  return typeof used === "number" && Number.isSafeInteger(used) && used >= 0
    ? { name, period, used }
    : undefined;
}
