/** A kind of problem, and its fix. */
export interface Definition<Facts> {
  message(facts: Facts): string;
  help(facts: Facts): string;
}

/** For problems without parameters. */
export type NoFacts = Readonly<Record<string, never>>;

/** Defines a kind of problem. `severity.ts` says whether it stops the generator. */
export function problem<Facts>(
  message: (facts: Facts) => string,
  help: (facts: Facts) => string,
): Definition<Facts> {
  return { message, help };
}
