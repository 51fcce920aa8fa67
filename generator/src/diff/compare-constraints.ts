import type { Constraints } from "../api-model/index.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";
import { itemsOf } from "./subjects.ts";

/** Compares formats, limits, patterns, other conditions and defaults. */
export function compareConstraints(
  before: Constraints = {},
  after: Constraints = {},
  spot: Spot,
): Comparison {
  const { items: itemsBefore, ...own } = before;
  const { items: itemsAfter, ...now } = after;
  return together(
    compareFormats(own.format, now.format, spot),
    ...LIMITS.map(({ keyword, tightens }) =>
      compareLimit(keyword, own[keyword], now[keyword], tightens, spot),
    ),
    compareRule("pattern", own.pattern, now.pattern, spot),
    ...keywordsOf(own, now).map((keyword) =>
      compareRule(keyword, own.rules?.[keyword], now.rules?.[keyword], spot),
    ),
    compareDefaults(own.default, now.default, spot),
    itemsBefore === undefined && itemsAfter === undefined
      ? SAME
      : compareConstraints(itemsBefore, itemsAfter, itemsOf(spot)),
  );
}

type Limit = number | string | true | undefined;

/** All limits, and whether a new limit allows fewer values than the old one. */
const LIMITS = [
  { keyword: "minimum", tightens: isHigher },
  { keyword: "exclusiveMinimum", tightens: isHigher },
  { keyword: "maximum", tightens: isLower },
  { keyword: "exclusiveMaximum", tightens: isLower },
  { keyword: "multipleOf", tightens: isNoDivisor },
  { keyword: "minLength", tightens: isHigher },
  { keyword: "maxLength", tightens: isLower },
  { keyword: "minItems", tightens: isHigher },
  { keyword: "maxItems", tightens: isLower },
  { keyword: "uniqueItems", tightens: () => true },
  { keyword: "minProperties", tightens: isHigher },
  { keyword: "maxProperties", tightens: isLower },
] as const;

function compareLimit(
  keyword: keyof Constraints,
  before: Limit,
  after: Limit,
  tightens: (before: number, after: number) => boolean,
  spot: Spot,
): Comparison {
  if (before === after) return SAME;
  const isTighter = after !== undefined && (before === undefined || tightens(Number(before), Number(after)));
  const facts = { from: limitText(keyword, before), to: limitText(keyword, after) };
  return found(isTighter ? "limit-tightened" : "limit-loosened", spot, facts);
}

function isHigher(before: number, after: number): boolean {
  return after > before;
}

function isLower(before: number, after: number): boolean {
  return after < before;
}

/** A new step that does not divide the old one excludes some of its multiples. */
function isNoDivisor(before: number, after: number): boolean {
  return before % after !== 0;
}

function limitText(keyword: string, limit: Limit): string {
  if (limit === undefined) return `no ${code(keyword)}`;
  return code(limit === true ? keyword : `${keyword}: ${limit}`);
}

function compareFormats(before: string | undefined, after: string | undefined, spot: Spot): Comparison {
  if (before === after) return SAME;
  if (before === undefined) return found("format-added", spot, { to: code(after ?? "") });
  if (after === undefined) return found("format-removed", spot, { from: code(before) });
  return found("format-changed", spot, { from: code(before), to: code(after) });
}

/** Compares a condition. Which values a changed one allows is unknown. */
function compareRule(
  keyword: string,
  before: string | undefined,
  after: string | undefined,
  spot: Spot,
): Comparison {
  if (before === after) return SAME;
  const facts = { from: limitText(keyword, shortened(before)), to: limitText(keyword, shortened(after)) };
  return found(after === undefined ? "limit-loosened" : "pattern-changed", spot, facts);
}

function keywordsOf({ rules: before }: Constraints, { rules: after }: Constraints): readonly string[] {
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
}

const LONGEST_RULE = 80;

function shortened(rule: string | undefined): string | undefined {
  return rule !== undefined && rule.length > LONGEST_RULE ? `${rule.slice(0, LONGEST_RULE)}…` : rule;
}

function compareDefaults(before: unknown, after: unknown, spot: Spot): Comparison {
  const text = (value: unknown) => (value === undefined ? "no default" : code(JSON.stringify(value)));
  const [from, to] = [text(before), text(after)];
  return from === to ? SAME : found("default-changed", spot, { from, to });
}
