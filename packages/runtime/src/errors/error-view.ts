import { causesOf, knownCode } from "./causes.js";

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

/** An error as text for people: the stack, the facts, and the names and codes of what caused it. */
export function printed(error: Error, facts: ErrorView): string {
  const causes = causesOf(error.cause).filter((cause) => cause instanceof Error);
  // The messages of others' errors may hold addresses and with them secrets.
  const lines = causes.map((cause) =>
    ["\n  [cause]:", cause.name, knownCode(cause)].filter(Boolean).join(" "),
  );
  return `${error.stack ?? error} ${JSON.stringify({ ...facts, name: undefined, message: undefined })}${lines.join("")}`;
}
