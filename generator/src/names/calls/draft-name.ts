/** A name of a call before its words are spelled. */
export interface DraftName {
  readonly resource: readonly string[];
  readonly method: string;
}
