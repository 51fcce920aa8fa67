/** A generated file: what is to be on disk. */
export interface OutputFile {
  /** Relative to the output root, with `/`. */
  readonly path: string;
  /** The whole text, with line feeds only. */
  readonly text: string;
  /** Top-level keys of a JSON file whose value on disk wins over the generated one, such as `version`. */
  readonly keep?: readonly string[];
}
