import { isRecord } from "../spec/guards.ts";
import { dottedPath } from "./json-paths.ts";
import type { Extended } from "./operation-hint.ts";

/** The settings of a stream from the extensions of its operation. */
export interface StreamHint {
  /** The boolean parameter that requests a stream. */
  readonly parameter?: string;
  /** The extension that names it. */
  readonly extension?: string;
  /** The data that marks the end of a stream. */
  readonly end?: string;
}

/** The responses of an operation with and without a stream, as `x-fern-streaming` has them. They are schemas. */
export interface StreamedResponses {
  readonly isEvents: boolean;
  readonly item: unknown;
  /** Default: the response of the operation. */
  readonly whole?: unknown;
}

/** `stream-condition` and `terminator` of `x-fern-streaming`, and `x-speakeasy-stream-request-field`. */
export function streamHint(operation: Extended): StreamHint {
  const field = operation["x-speakeasy-stream-request-field"];
  const { "stream-condition": condition, terminator: end } = fernStreaming(operation);
  const [requested, chosen] = [dottedPath(field), dottedPath(condition)];
  const parameter = requested ?? chosen;
  const extension = requested === undefined ? "x-fern-streaming" : "x-speakeasy-stream-request-field";
  return {
    ...(parameter !== undefined && { parameter, extension }),
    ...(typeof end === "string" && end !== "" && { end }),
  };
}

/** `response-stream` and `response` of `x-fern-streaming`. Its `format` is `sse` for events. */
export function streamedResponses(operation: Extended): StreamedResponses | undefined {
  const { format, response, "response-stream": item } = fernStreaming(operation);
  if (!isRecord(item)) return undefined;
  return { isEvents: format === "sse", item, ...(isRecord(response) && { whole: response }) };
}

function fernStreaming(operation: Extended): Readonly<Record<string, unknown>> {
  const streaming = operation["x-fern-streaming"];
  return isRecord(streaming) ? streaming : {};
}
