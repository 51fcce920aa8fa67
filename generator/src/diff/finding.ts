import type { Place } from "../api-model/index.ts";
import { type ChangeCode, ruleOf } from "./policy.ts";
import type { Facts, Rule } from "./rule.ts";

/** The positions of the compared part, and its name in messages. */
export interface Spot {
  /** "`Order.status`" */
  readonly subject: string;
  readonly old: Place;
  readonly new: Place;
}

/** A difference, before it is known what it affects. */
export interface Finding extends Spot {
  /** Its kind, `property-removed`. */
  readonly code: string;
  readonly rule: Rule;
  readonly facts: Omit<Facts, "subject">;
}

/** Two named types that correspond to each other. */
export interface TypePair {
  readonly before: string;
  readonly after: string;
  /** The property that uses them, "`Order.status`", which is clearer in messages than the name of an enum. */
  readonly holder: string;
}

/** The differences, and the pairs of named types that must be compared next. */
export interface Comparison {
  readonly findings: readonly Finding[];
  readonly pairs: readonly TypePair[];
}

/** No difference. */
export const SAME: Comparison = { findings: [], pairs: [] };

/** A comparison with one finding. */
export function found(code: ChangeCode, spot: Spot, facts: Partial<Finding["facts"]> = {}): Comparison {
  const { subject, old, new: now } = spot;
  const all = { from: "", to: "", ...facts };
  return { findings: [{ code, rule: ruleOf(code), subject, old, new: now, facts: all }], pairs: [] };
}

/** Combines comparisons. */
export function together(...comparisons: readonly Comparison[]): Comparison {
  return {
    findings: comparisons.flatMap(({ findings }) => findings),
    pairs: comparisons.flatMap(({ pairs }) => pairs),
  };
}

/** A name in backticks. */
export function code(name: string): string {
  return `\`${name.replaceAll("`", "'")}\``;
}
