import type { SchemaObject } from "../../spec/index.ts";

type NumberRules = Pick<
  SchemaObject,
  "type" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf"
>;

/** True if a number fits its bounds and its step. */
export function fitsNumber(rules: NumberRules, value: number): boolean {
  const { low, high, isAboveLow, isBelowHigh } = boundsOf(rules);
  const steps = value / (stepOf(rules) ?? 1);
  return (
    Number.isFinite(value) &&
    (isAboveLow ? value > low : value >= low) &&
    (isBelowHigh ? value < high : value <= high) &&
    (stepOf(rules) === undefined || Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps)))
  );
}

/** A number that fits, or else the closest that was found. Prefers the smallest from 0. */
export function numberFor(rules: NumberRules): number {
  const { low, high } = boundsOf(rules);
  const step = stepOf(rules);
  const usual = step ?? 1;
  const start = low > 0 ? Math.ceil(low / usual) : high < 0 ? Math.floor(high / usual) : 0;
  const near = [start, start + 1, start - 1].map((count) => Number((count * usual).toPrecision(15)));
  const between = (Math.max(low, high - 2) + Math.min(high, low + 2)) / 2;
  return [...near, between].find((value) => fitsNumber(rules, value)) ?? near[0] ?? 0;
}

function stepOf({ type, multipleOf }: NumberRules): number | undefined {
  if (multipleOf !== undefined && multipleOf > 0) return multipleOf;
  return [type ?? []].flat().includes("integer") ? 1 : undefined;
}

/** An exclusive bound is a number. In OpenAPI 3.0, it is `true` next to the bound. */
function boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: NumberRules) {
  const lows = [minimum, exclusiveMinimum].filter((bound) => typeof bound === "number");
  const highs = [maximum, exclusiveMaximum].filter((bound) => typeof bound === "number");
  const low = Math.max(Number.NEGATIVE_INFINITY, ...lows);
  const high = Math.min(Number.POSITIVE_INFINITY, ...highs);
  return {
    low,
    high,
    isAboveLow: exclusiveMinimum === true || exclusiveMinimum === low,
    isBelowHigh: exclusiveMaximum === true || exclusiveMaximum === high,
  };
}
