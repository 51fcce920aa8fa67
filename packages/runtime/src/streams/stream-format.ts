/** A format of streams: `eventStream`, `jsonLines` or `jsonSequence`. */
export interface StreamFormat {
  /** The `Accept` header, unless the operation has its own. */
  readonly mediaType: string;
  /** The response must have this media type. Otherwise only its content decides. */
  readonly isStrict: boolean;
  /**
   * Creates the parser of one response.
   *
   * @param lastEventId The id of the last event of the previous response.
   */
  parser(lastEventId: string): StreamParser;
}

/** Reads the events of one response, whose text arrives in chunks of any length. */
export interface StreamParser {
  /** The id of the last event; empty if it had none. */
  readonly lastEventId?: string;
  /** Delay that the server demands before a reconnection, in ms. */
  readonly retry?: number | undefined;
  /** Returns the events that are now complete. They must be consumed before the next call. */
  push(text: string): Iterable<RawEvent>;
  /** Called at the end of the response. Returns what it has received of another event. */
  end(): RawEvent | undefined;
}

/** An event as it was sent. */
export interface RawEvent {
  /** The name of the event; `message` if it has none. */
  readonly event: string;
  readonly id: string;
  readonly data: string;
  /** True: the response ended within the event. */
  readonly isCut?: boolean;
}
