import type { ReadFile } from "./read-binary.ts";

/** What a tool returns. */
export interface ToolOutput {
  readonly text: string;
  /** The same as data. */
  readonly structured?: { readonly [name: string]: unknown };
  /** A file that is returned beside the text. */
  readonly file?: ReadFile;
  readonly isError?: boolean;
}
