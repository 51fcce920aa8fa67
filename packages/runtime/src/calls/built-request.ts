import type { RequestBody } from "../operations/index.js";
import type { Auth } from "./auth.js";
import type { SentHeaders } from "./outgoing.js";

/** The request of a call, the same for each of its attempts. */
export interface BuiltRequest {
  readonly url: string;
  /** Never modified. */
  readonly headers: SentHeaders;
  readonly body: RequestBody | undefined;
  /** Whether it has an idempotency key, so that repeating it has no further effect. */
  readonly isKeyed: boolean;
  /** Adds the credentials that are chosen for each attempt; undefined: there are none. */
  readonly auth: Auth | undefined;
  /** Set with the credentials of an attempt, see `Auth`. */
  readonly refused?: (() => boolean) | undefined;
}
