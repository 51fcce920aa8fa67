import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { JsonPositions, surveyJson } from "./json-positions.ts";
import { JsonDepthError, JsonScanner, JsonSizeError, JsonSyntaxError } from "./json-scanner.ts";
import {
  duplicateKey,
  MAXIMUM_DEPTH,
  MAXIMUM_JSON_VALUES,
  type ParsedText,
  type PlaceOf,
  tooManyValues,
} from "./source.ts";

/**
 * Parses JSON. The values come from `JSON.parse`. Only text with an error, with duplicate keys or with very
 * many values is scanned for their positions.
 *
 * @throws {DiagnosticError} with the position of each problem.
 */
export function parseJson(text: string, place: PlaceOf): ParsedText {
  const survey = surveyJson(text);
  if (survey.values > MAXIMUM_JSON_VALUES) scanned(text, place);
  const value = parsedValue(text, place);
  const scanner = sizeOf(value) === survey.members ? undefined : scanned(text, place);
  const positions = new JsonPositions(text, survey);
  const warnings = (scanner?.duplicates ?? []).map(({ key, first, second }) =>
    duplicateKey(key, place(first), place(second)),
  );
  return { value, warnings, offsetOf: (pointer) => positions.offsetOf(pointer) };
}

function parsedValue(text: string, place: PlaceOf): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    scanned(text, place);
    throw error;
  }
}

/** The number of members of all objects in a value. `undefined` if it is nested too deep. */
function sizeOf(value: unknown): number | undefined {
  let members = 0;
  const add = (part: object, depth: number): boolean => {
    if (depth > MAXIMUM_DEPTH) return false;
    if (!Array.isArray(part)) members += Object.keys(part).length;
    for (const child of Array.isArray(part) ? part : Object.values(part))
      if (typeof child === "object" && child !== null && !add(child, depth + 1)) return false;
    return true;
  };
  return typeof value !== "object" || value === null || add(value, 1) ? members : undefined;
}

/** @throws {DiagnosticError} for the first error. */
function scanned(text: string, place: PlaceOf): JsonScanner {
  const scanner = new JsonScanner(text);
  try {
    scanner.scan();
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const at = place(error.offset);
    if (error instanceof JsonSizeError)
      throw tooManyValues(MAXIMUM_JSON_VALUES, "divide it into several files", at);
    throw new DiagnosticError([
      error instanceof JsonDepthError
        ? diagnostic("nested-too-deep", {}, at)
        : diagnostic("invalid-json", { reason: error.message }, at),
    ]);
  }
  return scanner;
}
