/**
 * A result with its response. Where the document describes several successes, a union of this type says which status has which data,
 * and `Header` are the names of the documented headers.
 */
export interface WithResponse<Result, Status extends number = number, Header extends string = string> {
  readonly data: Result;
  /** HTTP status of the response. */
  readonly status: Status;
  /** The response. Its body has already been read, unless it is the result: binary data. */
  readonly response: ResponseWith<Header>;
}

/** A response whose documented headers are completed in editors. Any other header can be read, too. */
export type ResponseWith<Header extends string> = Response & {
  readonly headers: { get(name: Header): string | null };
};
