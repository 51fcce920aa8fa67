/** A generated file. */
export interface OutputFile {
  /** Relative to the output root, with `/`. */
  readonly path: string;
  /** The content, with line feeds only. */
  readonly text: string;
  /** Top-level keys of a JSON file whose values on disk are kept, such as `version`. */
  readonly keep?: readonly string[];
}
