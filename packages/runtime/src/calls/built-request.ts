import type { RequestBody } from "../operations/index.js";
import type { SentHeaders } from "./outgoing.js";

/** The request of a call, the same for each of its attempts. */
export interface BuiltRequest {
  readonly url: string;
  /** Never modified. */
  readonly headers: SentHeaders;
  readonly body: RequestBody | undefined;
  /** Whether it has an idempotency key, so that repeating it has no further effect. */
  readonly isKeyed: boolean;
  /** Whether it is sent to a server that gets no credentials. */
  readonly isAnonymous: boolean | undefined;
}
