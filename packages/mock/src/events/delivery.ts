/** Where events are sent to. */
export interface WebhookTarget {
  readonly url: string;
  /** The secret that signs them. */
  readonly secret: string;
}

/** An attempt to deliver an event. */
export interface Delivery {
  /** Identifies the event; the same for each attempt. */
  readonly id: string;
  /** `book.created` */
  readonly event: string;
  readonly url: string;
  /** The body that was sent. */
  readonly body: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Status of the response. Undefined if there was none. */
  readonly status: number | undefined;
  /** Why there was no response. */
  readonly error: string | undefined;
}
