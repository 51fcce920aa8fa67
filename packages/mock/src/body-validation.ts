import { wildcardMediaTypeMatch } from "@stoplight/prism-http/dist/validator/utils/wildcardMediaTypeMatch.js";
import type { IHttpOperationRequestBody, IMediaTypeContent } from "@stoplight/types";
import { type Diagnostics, problem } from "./diagnostics.js";
import { readForm } from "./form-values.js";
import type { JsonObject } from "./json.js";
import { StyleError } from "./parameter-styles.js";
import type { RequestContent } from "./request-content.js";
import { checkerFor } from "./schema-checker.js";
import { shapeOf } from "./schema-shape.js";

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
  const match = contents.find(
    (each) => mediaType === undefined || wildcardMediaTypeMatch(mediaType, each.mediaType),
  );
  if (match !== undefined) return checkContent(content, match, bundle);
  const supported = contents.map((each) => each.mediaType).join(", ");
  const message =
    supported === ""
      ? "Request has a body, but the operation takes none"
      : `Supported content types: ${supported}`;
  return [problem(["body"], 415, message)];
}

function checkContent(
  content: Exclude<RequestContent, { kind: "malformed" }>,
  declared: IMediaTypeContent,
  bundle: JsonObject,
): Diagnostics {
  if (content.kind === "json") return checkJson(content.value, declared, bundle);
  if (content.kind === "text") {
    // Objects in other text formats, such as XML, are not validated.
    const isPrimitive = shapeOf(declared.schema, bundle).kind === "primitive";
    return isPrimitive && declared.schema !== undefined
      ? checkerFor(bundle, "request", true).check(content.text, declared.schema, "body")
      : [];
  }
  try {
    const form = readForm(declared, content.fields, bundle);
    // Converts strings to the numbers and booleans of the schema, in place. Invalid values are found below.
    if (declared.schema !== undefined)
      checkerFor(bundle, "request", true).check(form, declared.schema, "body");
    return checkJson(form, declared, bundle);
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
