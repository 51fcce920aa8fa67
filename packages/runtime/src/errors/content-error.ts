/** Invalid content. To callers, it is an ordinary `TypeError`. */
export class ContentError extends TypeError {
  /** @param label Name of the content in the message. */
  constructor(label: string, problem: string) {
    super(`${label} ${problem}`);
  }
}
