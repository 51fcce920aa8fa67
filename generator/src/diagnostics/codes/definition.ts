/** One kind of problem: its severity, what is wrong, and how to fix it. */
export interface Definition<Facts> {
  readonly severity: "error" | "warning";
  message(facts: Facts): string;
  help(facts: Facts): string;
}

/** For problems without parameters. */
export type NoFacts = Readonly<Record<string, never>>;

/** A problem that prevents generation or makes the result wrong. */
export function error<Facts>(
  message: (facts: Facts) => string,
  help: (facts: Facts) => string,
): Definition<Facts> {
  return { severity: "error", message, help };
}

/** A problem that does not make the result wrong. */
export function warning<Facts>(
  message: (facts: Facts) => string,
  help: (facts: Facts) => string,
): Definition<Facts> {
  return { severity: "warning", message, help };
}
