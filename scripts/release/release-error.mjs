/** A release failed. The message is for the user. */
export class ReleaseError extends Error {
  name = "ReleaseError";

  /**
   * @param {string} message What is wrong, and where.
   * @param {string} advice What to do about it.
   * @param {string} [details] What a program said about it, as it said it.
   */
  constructor(message, advice, details = "") {
    super(message);
    this.advice = advice;
    this.details = details.trim();
  }
}
