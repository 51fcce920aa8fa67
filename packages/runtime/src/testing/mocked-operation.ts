import type { OperationDefinition, PageStyle } from "../operations/index.js";
import type { ValueType } from "./value-type.js";

/** The parts of an operation that handlers use, as plain data. */
export interface MockedOperation {
  readonly operation: OperationDefinition;
  /** The status of a success. Default: 200. */
  readonly status?: number;
  /** The type of a successful response. */
  readonly result?: ValueType;
  /** The types of the bodies of errors, by status: `404`, `4XX` or `default`. */
  readonly errors?: { readonly [status: string]: ValueType };
  /** The parameters outside the body that are not strings. */
  readonly parameters?: { readonly [name: string]: ValueType };
  readonly pages?: MockedPages;
  readonly stream?: MockedStream;
}

/** A list with pages. */
export interface MockedPages {
  readonly style: PageStyle;
  readonly item: ValueType;
}

/** A stream. */
export interface MockedStream {
  readonly item: ValueType;
  readonly format: "eventStream" | "jsonLines" | "jsonSequence";
  /** The parameter that requests the stream. Absent: each response is a stream. */
  readonly choice?: string;
  /** The value that requests the stream. Default: `true`. */
  readonly value?: string;
  /** Whether a request without the parameter requests the stream. Default: `false`. */
  readonly isDefault?: boolean;
}
