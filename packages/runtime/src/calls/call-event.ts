/** Something that happened to a call on its way, beside its requests. */
export type CallEvent =
  | {
      /** A request waited for the rate limit and may now be sent. Requests that need not wait have no such event. */
      readonly kind: "queued";
      /** Id of the operation. */
      readonly operation: string;
      /** Milliseconds that it waited. */
      readonly waited: number;
    }
  | {
      /** The server refused a request with 429, or the client did not send it because the month's requests are spent. */
      readonly kind: "refused";
      readonly operation: string;
      /** `rate`: too many at a time. `quota`: the plan's requests are spent. */
      readonly cause: "rate" | "quota";
      /** Milliseconds for which nobody who shares the key sends anything; 0 for `quota`, which waiting does not help. */
      readonly pause: number;
    }
  | {
      /** A call failed and is sent again. */
      readonly kind: "retry";
      readonly operation: string;
      /** Number of the attempt that comes, so 2 for the first retry. */
      readonly attempt: number;
      /** Milliseconds until then. */
      readonly wait: number;
      /** What the attempt before failed with: the status of its answer, or no answer at all. */
      readonly status: number | "connection";
    };

/** Told of what happens to calls. What it throws is logged once and otherwise ignored. */
export type CallObserver = (event: CallEvent) => void;

/** Told of the result of every call that succeeds, before the caller is. What it throws is logged once and otherwise ignored. */
export type DataObserver = (operation: string, data: unknown) => void;
