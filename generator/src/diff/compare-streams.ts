import type { OperationModel, StreamChoice, StreamedCall } from "../api-model/index.ts";
import { compareExpressions, type TypesOfBoth } from "./compare-expressions.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";

/** Compares the streams of calls: whether a call can return one, how it is asked for and read, and its items. */
export function compareStreams(
  { call: old }: OperationModel,
  { call: now }: OperationModel,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  if (old.kind !== "streamed") return now.kind === "streamed" ? added(now, spot) : SAME;
  if (now.kind !== "streamed") return found("stream-removed", spot);
  const [from, to] = [formatText(old), formatText(now)];
  const items = { ...spot, subject: `an item of ${spot.subject}` };
  return together(
    from === to ? SAME : found("stream-format-changed", spot, { from, to }),
    signals(old) === signals(now) ? SAME : found("stream-signals-changed", spot),
    compareExpressions(old.item, now.item, types, items),
  );
}

/** A stream that existing calls do not request, unless it is the default. */
function added({ choice }: StreamedCall, spot: Spot): Comparison {
  return choice?.isDefault === true
    ? found("stream-added-as-default", spot, { from: code(choice.parameter) })
    : found("stream-added", spot);
}

/** The request for a stream and the format of its items: `text/event-stream of JSON, if stream is true`. */
function formatText({ format, choice, events: { accept, data, wholeEvents } }: StreamedCall): string {
  const items = wholeEvents ? "events" : data === "text" ? "text" : "JSON";
  return `${accept ?? NAMES[format]} of ${items}${askedText(choice)}`;
}

function askedText(choice: StreamChoice | undefined): string {
  if (choice === undefined) return "";
  const { parameter, stream, isDefault } = choice;
  const value = stream === true ? "true" : code(stream);
  return `, if ${code(parameter)} is ${value}${isDefault ? " or absent" : ""}`;
}

const NAMES = {
  eventStream: "text/event-stream",
  jsonLines: "application/x-ndjson",
  jsonSequence: "application/json-seq",
} as const;

/** The end and error markers of a stream. */
function signals({ events: { end, lastEvent, errorEvent, errorProperty } }: StreamedCall): string {
  return JSON.stringify([end, lastEvent, errorEvent, errorProperty]);
}
