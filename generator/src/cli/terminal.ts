import { relative, resolve, sep } from "node:path";

/** What a command needs of the process that it runs in. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: { readonly [name: string]: string | undefined };
  /** The folder that arguments are relative to. */
  readonly cwd: string;
}

/** A stream to write text to. */
export interface Output {
  readonly isTTY?: boolean;
  /** The width of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** A path below the output root as people read it: from where they are, with `/`. */
export function displayPath({ cwd }: Terminal, root: string, path: string): string {
  return relative(cwd, resolve(root, path)).split(sep).join("/");
}
