import { MIMEType } from "node:util";
import type { IHttpOperation, IHttpOperationResponse } from "@stoplight/types";
import { asList, asObject, isObject, type JsonObject } from "./json.js";
import { targetOf } from "./prepared-document.js";

/**
 * The responses of an operation with media types that a server sends:
 *
 * - `application/json` for a range of media types whose body is not a text, as Spring writes. Prism would choose `text/plain`.
 * - Parameters in quotes if their values need them, as those with an address do. Prism refuses them otherwise.
 */
export function withChosenTypes(
  responses: IHttpOperation["responses"],
  prepared: JsonObject,
): IHttpOperation["responses"] {
  return responses.map((response) => ({
    ...response,
    contents: (response.contents ?? []).map((content) =>
      RANGE.test(content.mediaType) && !isText(content, prepared)
        ? { ...content, mediaType: "application/json" }
        : { ...content, mediaType: withQuotes(content.mediaType) },
    ),
  }));
}

const RANGE = /^(\*|application)\/\*/;

/** A parameter without quotes whose value has characters that only quotes allow. */
const UNQUOTED = /=[^";]*[/:?@(),<>[\]{}\\]/;

function withQuotes(mediaType: string): string {
  if (!UNQUOTED.test(mediaType)) return mediaType;
  try {
    return String(new MIMEType(mediaType));
  } catch {
    return mediaType;
  }
}

type Content = NonNullable<IHttpOperationResponse["contents"]>[number];

function isText({ schema, examples }: Content, prepared: JsonObject): boolean {
  const { type } = resolved(schema, prepared);
  if (type !== undefined) return [type].flat()[0] === "string";
  return asList(examples).some((example) => typeof asObject(example).value === "string");
}

/** A schema, or what its references lead to. */
function resolved(schema: unknown, prepared: JsonObject): JsonObject {
  const seen = new Set<unknown>();
  let found = schema;
  while (isObject(found) && typeof found.$ref === "string" && !seen.has(found)) {
    seen.add(found);
    found = targetOf(prepared, found.$ref);
  }
  return asObject(found);
}
