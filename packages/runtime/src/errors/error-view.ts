import { causesOf, knownCode } from "./causes.js";

/** The properties of an error that are shown when it is printed or logged; unknown properties are undefined. */
export interface ErrorView {
  readonly name: string;
  readonly message: string;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly operation?: string | undefined;
  readonly requestId?: string | undefined;
  readonly cursor?: string | undefined;
}

/** The symbol with which Node and other runtimes customize printing. */
export const INSPECT: symbol = Symbol.for("nodejs.util.inspect.custom");

/** An error as readable text: its stack and properties, and the names and codes of its causes. */
export function printed(error: Error, facts: ErrorView): string {
  const causes = causesOf(error.cause).filter((cause) => cause instanceof Error);
  // Messages of foreign errors may contain URLs, and thereby secrets.
  const lines = causes.map((cause) =>
    ["\n  [cause]:", cause.name, knownCode(cause)].filter(Boolean).join(" "),
  );
  return `${error.stack ?? error} ${JSON.stringify({ ...facts, name: undefined, message: undefined })}${lines.join("")}`;
}
