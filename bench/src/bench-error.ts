/** A benchmark cannot be run. The message is for the user. */
export class BenchError extends Error {
  override readonly name = "BenchError";
}
