/** What an error shows of itself where it is printed or sent to a log. */
export interface ErrorView {
  readonly name: string;
  readonly message: string;
  readonly status?: number;
  readonly code?: string;
  readonly operation?: string;
  readonly requestId?: string;
  readonly cursor?: string;
}

/** An error's facts that may be shown, those that are known. */
export function viewOf(
  error: Error & { readonly [Fact in keyof ErrorView]?: ErrorView[Fact] | undefined },
): ErrorView {
  const { status, code, operation, requestId, cursor } = error;
  const facts = Object.entries({ status, code, operation, requestId, cursor });
  return {
    name: error.name,
    message: error.message,
    ...Object.fromEntries(facts.filter(([, value]) => value !== undefined)),
  };
}

/** The same as a text for people: the stack, the facts, and what it was caused by, of which the names and codes are told. */
export function printed(error: Error): string {
  const { name: _name, message, ...facts } = viewOf(error);
  const told = Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const stack = error.stack ?? `${error.name}: ${message}`;
  const causes = causesOf(error).map((cause) => `\n  [cause]: ${cause}`);
  return `${stack}${told.length === 0 ? "" : ` { ${told.join(", ")} }`}${causes.join("")}`;
}

/** Where Node, and others with it, ask how an object is printed. */
export const INSPECT: symbol = Symbol.for("nodejs.util.inspect.custom");

/** Sets properties that printing an object does not show. */
export function hide(object: object, properties: Readonly<Record<string | symbol, unknown>>): void {
  for (const name of Reflect.ownKeys(properties)) {
    const value = properties[name];
    Object.defineProperty(object, name, { value, enumerable: false, configurable: true, writable: true });
  }
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

/** Messages of others' errors may hold addresses and with them secrets, so their names and codes must do. */
function causesOf(error: Error): readonly string[] {
  const causes: string[] = [];
  for (let cause = error.cause; cause instanceof Error && causes.length < MOST_CAUSES; cause = cause.cause) {
    const { code } = cause as { readonly code?: unknown };
    causes.push(typeof code === "string" ? `${cause.name} ${code}` : cause.name);
  }
  return causes;
}
