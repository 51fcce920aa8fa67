/** One kind of problem: how bad it is, what is wrong and how to mend it. */
export interface Definition<Facts> {
  readonly severity: "error" | "warning";
  message(facts: Facts): string;
  help(facts: Facts): string;
}

/** Facts of a problem that needs none. */
export type NoFacts = Readonly<Record<string, never>>;

/** A problem that makes generating impossible, or its result wrong. */
export function error<Facts>(
  message: (facts: Facts) => string,
  help: (facts: Facts) => string,
): Definition<Facts> {
  return { severity: "error", message, help };
}

/** A problem in spite of which the result is right. */
export function warning<Facts>(
  message: (facts: Facts) => string,
  help: (facts: Facts) => string,
): Definition<Facts> {
  return { severity: "warning", message, help };
}
