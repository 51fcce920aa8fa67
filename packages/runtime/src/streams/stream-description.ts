/** The events of a stream, as plain data. */
export interface StreamDescription {
  /** The `Accept` header of the stream. Default: that of its format. */
  readonly accept?: string;
  /** `text`: the items are strings. Default: the data of each event is JSON. */
  readonly data?: "text";
  /** True: the items are whole events, objects with `event`, `data` and `id`. */
  readonly wholeEvents?: true;
  /**
   * The data that marks the end of the stream. It is not an item. If the stream ends without it, the connection was lost. Default:
   * `[DONE]` ends a stream of JSON events, but need not be sent.
   */
  readonly end?: string;
  /** The name of the last event. If the stream ends without it, the connection was lost. */
  readonly lastEvent?: string;
  /** The name of events that report an error. Default: `error`. */
  readonly errorEvent?: string;
  /** The property of JSON data that contains an error, unless it is null; false: none. Default: `error`. */
  readonly errorProperty?: string | false;
}
