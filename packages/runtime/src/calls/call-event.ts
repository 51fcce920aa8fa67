/** An event in the life of a call, other than its requests. */
export type CallEvent =
  | {
      /** A request has waited for the rate limit and may now be sent. Requests that do not have to wait emit no such event. */
      readonly kind: "queued";
      /** ID of the operation. */
      readonly operation: string;
      /** How long it waited, in ms. */
      readonly waited: number;
    }
  | {
      /** The server rejected a request with 429, or the client did not send it because the monthly quota is used up. */
      readonly kind: "refused";
      readonly operation: string;
      /** `rate`: too many requests at a time. `quota`: the plan's monthly requests are used up. */
      readonly cause: "rate" | "quota";
      /** How long all clients of the key send nothing, in ms; 0 for `quota`, where waiting does not help. */
      readonly pause: number;
    }
  | {
      /** An attempt failed, and the call is retried. */
      readonly kind: "retry";
      readonly operation: string;
      /** Number of the next attempt: 2 for the first retry. */
      readonly attempt: number;
      /** Delay before the next attempt, in ms. */
      readonly wait: number;
      /** Why the previous attempt failed: the status of its response, or `connection` if there was no response. */
      readonly status: number | "connection";
    };

/** Receives the events of calls. Its first exception is logged; exceptions are otherwise ignored. */
export type CallObserver = (event: CallEvent) => void;

/**
 * Receives the result of every successful call before the caller does, except the items of streams. Its first exception is logged;
 * exceptions are otherwise ignored.
 */
export type DataObserver = (operation: string, data: unknown) => void;
