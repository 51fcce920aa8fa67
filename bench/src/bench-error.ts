/** A benchmark cannot be run as asked; the message says why, for the person at the terminal. */
export class BenchError extends Error {
  override readonly name = "BenchError";
}
