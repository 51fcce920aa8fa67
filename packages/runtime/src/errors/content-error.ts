/** Invalid content or another invalid argument, found after the call began. To callers, it is an ordinary `TypeError`. */
export class ContentError extends TypeError {
  /** @param label Name of the argument in the message. */
  constructor(label: string, problem: string) {
    super(`${label} ${problem}`);
  }
}
