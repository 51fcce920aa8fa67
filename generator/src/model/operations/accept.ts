import type { ResponseKind } from "../../api-model/responses.ts";
import { isRange } from "./media.ts";

/** The media types of an operation's responses. */
export interface DocumentedMedia {
  /** Of successful responses that the SDK reads. */
  readonly successes: readonly string[];
  /** Of other successful responses. */
  readonly unused: readonly string[];
  readonly errors: readonly string[];
}

/**
 * The `Accept` header: the media types of the successful responses that the SDK reads, then those of errors. `undefined` if it
 * equals the runtime's default for this kind.
 */
export function acceptOf(
  kind: ResponseKind | "mixed",
  { successes, unused, errors }: DocumentedMedia,
): string | undefined {
  const wanted = unique(successes.map(negotiable));
  if (wanted.length === 0) return undefined;
  const ranges = wanted.filter(isRange).map((range) => `${range};q=0.5`);
  const ofJson = wanted.some(isRange) && (kind === "any" || kind === "json") ? [JSON_TYPE] : [];
  const exact = unique([...ofJson, ...wanted.filter((type) => !isRange(type))]);
  const others = unique(errors.map(negotiable)).filter((type) => !isRange(type) && !exact.includes(type));
  const failures = others.filter((type) => isSendable(type)).map((type) => `${type};q=0.9`);
  const isUsual = exact.length + ranges.length === 1 && exact[0] === USUAL[kind] && failures.length === 0;
  if (isUsual || (kind === "text" && exact.join() === USUAL.text && ranges.length === 0)) return undefined;
  // The server returns only generic bytes.
  if (kind === "binary" && unused.length === 0 && wanted.join() === "application/octet-stream")
    return undefined;
  // A range includes the media types of errors.
  if (exact.length === 0) return wanted.join(", ");
  return [...exact.filter(isSendable), ...failures, ...ranges].join(", ") || undefined;
}

const JSON_TYPE = "application/json";
const USUAL: Partial<Record<string, string>> = { json: JSON_TYPE, text: "text/plain" };

/** Removes the charset, which is not negotiated with `Accept`. */
function negotiable(mediaType: string): string {
  const [essence = "", ...parameters] = mediaType.split(";").map((part) => part.trim());
  return [essence, ...parameters.filter((parameter) => !/^charset=/i.test(parameter))].join(";");
}

function isSendable(mediaType: string): boolean {
  return /^[!-~]+\/[ -~]+$/.test(mediaType) && !mediaType.includes(",");
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
