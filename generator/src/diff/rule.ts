import type { ChangeLevel } from "./levels.ts";

/** The parameters of messages. Those that a rule does not need are empty. */
export interface Facts {
  /** The subject of the change, in backticks: "`Order.status`". */
  readonly subject: string;
  /** The old value. */
  readonly from: string;
  /** The new value. */
  readonly to: string;
}

/** The level of a change, which may depend on the direction. */
export type LevelRule = ChangeLevel | { readonly request: ChangeLevel; readonly response: ChangeLevel };

/** The level and messages of a kind of change. */
export interface Rule {
  readonly level: LevelRule;
  readonly message: (facts: Facts) => string;
  readonly help?: string;
}

/** A rule for changes that may break a program or its compilation. */
export function breaking(message: Rule["message"], help?: string): Rule {
  return { level: "breaking", message, ...(help !== undefined && { help }) };
}

/** A rule for changes that break nothing. */
export function additive(message: Rule["message"]): Rule {
  return { level: "additive", message };
}

/** A rule for changes of the documentation. */
export function docs(message: Rule["message"]): Rule {
  return { level: "docs", message };
}

/** A rule for changes of values, whose level depends on who sends them. */
export function byDirection(request: ChangeLevel, response: ChangeLevel, message: Rule["message"]): Rule {
  return { level: { request, response }, message };
}

/** The fix for a removed part. */
export const REMOVE_LATER = "deprecate it, and remove it in the next major version";
