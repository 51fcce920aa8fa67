import type { OperationDefinition } from "../operations/index.js";
import type { BuiltRequest } from "./built-request.js";
import type { RequestOptions } from "./request-options.js";

/** An attempt of a call that needs credentials. */
export interface AuthAttempt {
  readonly request: BuiltRequest;
  readonly operation: OperationDefinition;
  readonly options: RequestOptions;
  /** Aborted when the attempt is abandoned. */
  readonly signal: AbortSignal;
}

/** Adds credentials that are chosen, or determined, for each attempt. */
export interface Auth {
  /** The request with its credentials. Called once per attempt, within its timeout. An error ends the call. */
  apply(attempt: AuthAttempt): BuiltRequest | Promise<BuiltRequest>;
}
