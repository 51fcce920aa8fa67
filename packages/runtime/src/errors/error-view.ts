/** What an error shows of itself where it is printed or sent to a log: what is not known is undefined. */
export interface ErrorView {
  readonly name: string;
  readonly message: string;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly operation?: string | undefined;
  readonly requestId?: string | undefined;
  readonly cursor?: string | undefined;
}

/** Where Node, and others with it, ask how an object is printed. */
export const INSPECT: symbol = Symbol.for("nodejs.util.inspect.custom");

/** An error as a text for people: the stack, the facts, and what it was caused by, of which the names and codes are told. */
export function printed(error: Error, facts: ErrorView): string {
  let text = `${error.stack ?? error} ${JSON.stringify({ ...facts, name: undefined, message: undefined })}`;
  let { cause } = error;
  // Messages of others' errors may hold addresses and with them secrets, so their names and codes must do.
  for (let depth = 0; cause instanceof Error && depth < MOST_CAUSES; depth++) {
    const { name, code } = cause as { readonly name: string; readonly code?: unknown };
    text += `\n  [cause]: ${typeof code === "string" ? `${name} ${code}` : name}`;
    cause = cause.cause;
  }
  return text;
}

/** A text in which secrets are `***`. What is too short to be one is left alone. */
export function withoutSecrets(text: string, secrets: readonly (string | null | undefined)[]): string {
  return secrets.reduce<string>(
    (clean, secret) => (secret && secret.length >= SHORTEST_SECRET ? clean.replaceAll(secret, "***") : clean),
    text,
  );
}

/** A shorter text is found in messages that have nothing to do with it. */
const SHORTEST_SECRET = 8;
const MOST_CAUSES = 5;
