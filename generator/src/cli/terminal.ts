import { relative, resolve, sep } from "node:path";

/** The parts of the process that commands use. */
export interface Terminal {
  /** Source of answers to questions. Default: none. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: { readonly [name: string]: string | undefined };
  /** The folder that paths in arguments are relative to. */
  readonly cwd: string;
}

/** An output stream. */
export interface Output {
  readonly isTTY?: boolean;
  /** The width of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
  /** The stream, for libraries that move the cursor. Default: the output is a stream. */
  readonly stream?: NodeJS.WriteStream;
}

/** A path in the output root for display: relative to the working directory, with `/`. */
export function displayPath({ cwd }: Terminal, root: string, path: string): string {
  return relative(cwd, resolve(root, path)).split(sep).join("/");
}
