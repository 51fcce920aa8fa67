/** A name of a call before its words are spelled. */
export interface DraftName {
  readonly resource: readonly string[];
  readonly method: string;
  /** The name of the call if another one has this name. It yields to names without an alternative. */
  readonly otherwise?: DraftName;
}
