/** A release failed. The message is for the user. */
export class ReleaseError extends Error {
  name = "ReleaseError";

  /**
   * @param {string} message What is wrong, and where.
   * @param {string} advice What to do about it.
   * @param {string} [details] Output of the failed program, unchanged.
   */
  constructor(message, advice, details = "") {
    super(message);
    this.advice = advice;
    this.details = details.trim();
  }
}
