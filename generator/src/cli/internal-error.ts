import type { Terminal } from "./terminal.ts";

/** Reports a bug of the generator. */
export function writeInternalError(error: unknown, { stderr, env }: Pick<Terminal, "stderr" | "env">): void {
  stderr.write(
    `internal error: ${messageOf(error)}. Please report it with the document; DEBUG=sdkgen shows where it happened.\n`,
  );
  if (env.DEBUG === "sdkgen" && error instanceof Error) stderr.write(`${error.stack}\n`);
}

/** The first line of the message of an error. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? "";
}
