import type { Paging } from "./paging.ts";
import type { TypeExpression } from "./type-model.ts";

/** The result of a call. Emitters and the diff distinguish the kinds by one `switch` each. */
export type CallModel = SingleCall | PagedCall | StreamedCall;

/** A call returns the response. */
export interface SingleCall {
  readonly kind: "single";
}

/** A call returns a page. Iterating over it requests the next pages. */
export interface PagedCall {
  readonly kind: "paged";
  readonly item: TypeExpression;
  /** The response, whose properties are those of the page. Absent: it is an array, which has none. */
  readonly body?: TypeExpression;
  readonly paging: Paging;
  /** True if responses may lack the items. */
  readonly hasOptionalItems?: true;
  /** Who says how the pages follow each other: the API for all its lists, the operation, or only the names of its properties. */
  readonly source: "api" | "operation" | "guess";
}

/** A call returns a stream of items. */
export interface StreamedCall {
  readonly kind: "streamed";
  readonly item: TypeExpression;
  readonly format: StreamFormat;
  /** The parameter that requests the stream. Absent: the call always returns the stream. */
  readonly choice?: StreamChoice;
  readonly events: StreamEvents;
}

/** A parameter that determines whether a call returns a stream or the response. */
export interface StreamChoice {
  readonly parameter: string;
  /** The parameter that requests the stream. */
  readonly stream: true | string;
  /** The other listed values, which request the response. */
  readonly others: readonly (false | string)[];
  /** True if the call returns the stream if it lacks the parameter. */
  readonly isDefault?: true;
}

/** `eventStream` is `text/event-stream`, `jsonLines` has one value per line, `jsonSequence` is `application/json-seq`. */
export type StreamFormat = "eventStream" | "jsonLines" | "jsonSequence";

/** The format of a stream's events. */
export interface StreamEvents {
  /** The media type to request, if it is not the default of the format. */
  readonly accept?: string;
  /** The items are strings. */
  readonly data?: "text";
  /** The items are whole events. */
  readonly wholeEvents?: true;
  readonly end?: string;
  readonly lastEvent?: string;
  readonly errorEvent?: string;
  readonly errorProperty?: string | false;
}
