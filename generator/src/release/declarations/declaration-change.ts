import { type ChangeLevel, code } from "../../diff/index.ts";

/** A difference between two declarations with the same name. */
export interface DeclarationChange {
  readonly level: Exclude<ChangeLevel, "docs">;
  /** A sentence for consumers: "`CreateOrderParams` now requires `name`." */
  readonly message: string;
}

/** The declaration that is compared. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  /** True if callers pass the type and never receive it. */
  readonly isSent: boolean;
}

/** A change that may break programs. */
export function breaking(message: string): DeclarationChange {
  return { level: "breaking", message };
}

/** A compatible change. */
export function additive(message: string): DeclarationChange {
  return { level: "additive", message };
}

/** Longer strings are cut. */
const MAXIMUM_LENGTH = 120;

/** A name, a type or signatures in backticks. */
export function quoted(text: string): string {
  const line = text.replaceAll("\n", "; ");
  return code(line.length <= MAXIMUM_LENGTH ? line : `${line.slice(0, MAXIMUM_LENGTH - 1)}…`);
}
