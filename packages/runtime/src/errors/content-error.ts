/** Content that is wrong. To a caller it is a `TypeError` like any other. */
export class ContentError extends TypeError {
  /** @param label What the content is called in the message. */
  constructor(label: string, problem: string) {
    super(`${label} ${problem}`);
  }
}
