/** Totals by name and period. */
export type QuotaTotals = Map<string, Map<string, number>>;

/** What a file's text holds. */
export interface ReadTotals {
  /** What could be read. */
  readonly totals: QuotaTotals;
  /** Whether all of it could. */
  readonly isWhole: boolean;
}

/** Totals as text: a line that says how many there are, and a line for each, so that a part of them can be read, too. */
export function writeTotals(totals: QuotaTotals): string {
  const lines = [...totals].flatMap(([name, periods]) =>
    [...periods]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .slice(0, MOST_PERIODS)
      .map(([period, used]) => JSON.stringify({ name, period, used })),
  );
  return [JSON.stringify({ format: FORMAT, lines: lines.length }), ...lines, ""].join("\n");
}

/** Reads what `writeTotals` wrote, or what is left of it. */
export function readTotals(text: string): ReadTotals {
  const [header, ...lines] = text.trimEnd().split("\n").map(parse);
  const totals: QuotaTotals = new Map();
  const entries = lines.map(entryOf).filter((entry) => entry !== undefined);
  for (const { name, period, used } of entries) raise(totals, name, period, used);
  const isWhole =
    header?.format === FORMAT && header.lines === lines.length && entries.length === lines.length;
  return { totals, isWhole };
}

/** Makes a total at least so high, and gives what it is. */
export function raise(totals: QuotaTotals, name: string, period: string, used: number): number {
  const periods = totals.get(name) ?? new Map<string, number>();
  totals.set(name, periods);
  const total = Math.max(periods.get(period) ?? 0, used);
  periods.set(period, total);
  return total;
}

const FORMAT = "copilot-sdk quota 1";
/** Months that are kept of each name. */
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
