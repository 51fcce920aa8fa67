import { wildcardMediaTypeMatch } from "@stoplight/prism-http/dist/validator/utils/wildcardMediaTypeMatch.js";
import type { IHttpOperationRequestBody, IMediaTypeContent } from "@stoplight/types";
import { type Diagnostics, problem } from "./diagnostics.js";
import { readForm } from "./form-values.js";
import type { JsonObject } from "./json.js";
import { StyleError } from "./parameter-styles.js";
import { essenceOf, type RequestContent } from "./request-content.js";
import { checkerFor } from "./schema-checker.js";
import { shapeOf } from "./schema-shape.js";
import { typedValue } from "./text-values.js";

/** Validates the body of a request. */
export function checkBody(
  declared: IHttpOperationRequestBody | undefined,
  content: RequestContent | undefined,
  bundle: JsonObject,
): Diagnostics {
  if (content === undefined) {
    return declared?.required === true ? [problem(["body"], "required", "Body parameter is required")] : [];
  }
  if (content.kind === "malformed")
    return [problem(["body"], "malformed", `Request body: ${content.reason}`)];
  const { mediaType } = content;
  const contents = declared?.contents ?? [];
  const match = contentFor(declared, mediaType);
  if (match !== undefined) return checkContent(content, match, bundle);
  const supported = contents.map((each) => each.mediaType).join(", ");
  const message =
    supported === ""
      ? "Request has a body, but the operation takes none"
      : `Supported content types: ${supported}`;
  return [problem(["body"], 415, message)];
}

/**
 * The value of a body that was found valid: that of its JSON, or of its form with the types of its schema. Undefined if it has none.
 */
export function bodyValue(
  declared: IHttpOperationRequestBody | undefined,
  content: RequestContent | undefined,
  bundle: JsonObject,
): unknown {
  if (content?.kind === "json") return content.value;
  if (content?.kind !== "form") return undefined;
  const match = contentFor(declared, content.mediaType);
  if (match?.schema === undefined) return Object.fromEntries(content.fields);
  const checker = checkerFor(bundle, "request");
  return typedValue(checker, checker.directed(match.schema), readForm(match, content.fields, bundle));
}

/** The content of a media type: of exactly this one, or else of one that Prism takes for it, such as `application/json` for `+json`. */
function contentFor(
  declared: IHttpOperationRequestBody | undefined,
  mediaType: string | undefined,
): IMediaTypeContent | undefined {
  const contents = declared?.contents ?? [];
  if (mediaType === undefined) return contents[0];
  const isExact = (each: IMediaTypeContent) => essenceOf(each.mediaType) === mediaType;
  return contents.find(isExact) ?? contents.find((each) => wildcardMediaTypeMatch(mediaType, each.mediaType));
}

function checkContent(
  content: Exclude<RequestContent, { kind: "malformed" }>,
  declared: IMediaTypeContent,
  bundle: JsonObject,
): Diagnostics {
  if (content.kind === "json") return checkJson(content.value, declared, bundle);
  if (content.kind === "text") {
    // Objects in other text formats, such as XML, are not validated.
    return shapeOf(declared.schema, bundle).kind === "primitive"
      ? checkText(content.text, declared, bundle)
      : [];
  }
  try {
    return checkText(readForm(declared, content.fields, bundle), declared, bundle);
  } catch (error) {
    if (error instanceof StyleError)
      return [problem(["body"], "malformed", `Request body: ${error.message}`)];
    throw error;
  }
}

/** Validates a body against its schema. */
function checkJson(value: unknown, { schema }: IMediaTypeContent, bundle: JsonObject): Diagnostics {
  return schema === undefined ? [] : checkerFor(bundle, "request").check(value, schema, "body");
}

/** Compares a body whose values are strings with its schema, in which they may be numbers and booleans. */
function checkText(value: unknown, declared: IMediaTypeContent, bundle: JsonObject): Diagnostics {
  if (declared.schema === undefined) return [];
  const checker = checkerFor(bundle, "request");
  return checkJson(typedValue(checker, checker.directed(declared.schema), value), declared, bundle);
}
