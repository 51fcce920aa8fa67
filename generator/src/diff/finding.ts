import type { Place } from "../model/index.ts";
import type { ChangeCode, Facts } from "./policy.ts";

/** Where two things that are compared stand, and what people call them. */
export interface Spot {
  /** "`Order.status`" */
  readonly subject: string;
  readonly old: Place;
  readonly new: Place;
}

/** A difference that was found, before it is known who notices it. */
export interface Finding extends Spot {
  readonly code: ChangeCode;
  readonly facts: Omit<Facts, "subject">;
}

/** Two named types whose values take each other's place. */
export interface TypePair {
  readonly before: string;
  readonly after: string;
  /** What holds them, "`Order.status`": the name of an enum says less to people than the attribute that has it. */
  readonly holder: string;
}

/** What is different between two things, and the named types that the comparison has to go on with. */
export interface Comparison {
  readonly findings: readonly Finding[];
  readonly pairs: readonly TypePair[];
}

/** No difference. */
export const SAME: Comparison = { findings: [], pairs: [] };

/** A comparison that found one thing. */
export function found(code: ChangeCode, spot: Spot, facts: Partial<Finding["facts"]> = {}): Comparison {
  const { subject, old, new: now } = spot;
  return { findings: [{ code, subject, old, new: now, facts: { from: "", to: "", ...facts } }], pairs: [] };
}

/** Several comparisons as one. */
export function together(...comparisons: readonly Comparison[]): Comparison {
  return {
    findings: comparisons.flatMap(({ findings }) => findings),
    pairs: comparisons.flatMap(({ pairs }) => pairs),
  };
}

/** A name as code in a sentence. */
export function code(name: string): string {
  return `\`${name.replaceAll("`", "'")}\``;
}
