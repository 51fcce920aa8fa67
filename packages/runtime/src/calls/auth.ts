import type { OperationDefinition } from "../operations/index.js";
import type { SentHeaders } from "./outgoing.js";
import type { RequestOptions } from "./request-options.js";

/** A request that needs credentials. */
export interface UnauthenticatedRequest {
  readonly url: string;
  readonly headers: SentHeaders;
  /** Called if the server refuses the credentials with 401. Returns whether another attempt makes sense. */
  readonly refused?: (() => boolean) | undefined;
}

/** Adds credentials that are chosen, or determined, for each attempt. */
export interface Auth {
  /**
   * Returns the request with its credentials. Called once per attempt, within its timeout. An error ends the call.
   *
   * @param controller Aborts the attempt.
   */
  apply<Request extends UnauthenticatedRequest>(
    attempt: { readonly controller: AbortController },
    request: Request,
    operation: OperationDefinition,
    options: RequestOptions,
  ): Promise<Request>;
}
