import type { ValidatorFn } from "@stoplight/prism-core";
import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation, IHttpParam } from "@stoplight/types";
import { checkBody } from "./body-validation.js";
import { type Diagnostics, problem } from "./diagnostics.js";
import type { JsonObject } from "./json.js";
import { compilePath } from "./operations.js";
import { parseFields, readFields, readHeader, readSegment, StyleError } from "./parameter-styles.js";
import { checkParameters } from "./parameter-validation.js";
import { bundleOf } from "./prism-operations.js";
import type { RequestContent } from "./request-content.js";

/** A request in Prism's form, with the properties that `validateInput` reads. */
export interface ReadRequest extends IHttpRequest {
  /** The query without its question mark, not decoded. */
  readonly search: string;
  readonly body: RequestContent | undefined;
  /** The part of the `Accept` header that is not a valid media range. */
  readonly malformedRange: string | undefined;
}

/**
 * Validates a request against its operation. Replaces Prism's own validator, which throws on malformed parameters and rejects
 * forms with arrays and objects.
 */
export const validateInput: ValidatorFn<IHttpOperation, IHttpRequest> = ({ resource, element }) => {
  const request = element as ReadRequest;
  const { path = [], query = [], headers = [], body } = resource.request ?? {};
  const bundle = bundleOf(resource);
  const segments = readSegments(resource.path, request.url.path);
  const problems = [
    ...checkBody(body, request.body, bundle),
    ...checkAccept(request.malformedRange),
    ...checkParameters("header", headers.filter(isParameter), bundle, (style) => {
      const { headers = {} } = request;
      const name = style.name.toLowerCase();
      const text = Object.hasOwn(headers, name) ? headers[name] : undefined;
      return text === undefined ? undefined : readHeader(style, text);
    }),
    ...checkQuery(query, request.search, bundle),
    ...checkParameters("path", path, bundle, (style) => {
      const segment = segments.get(style.name);
      return segment === undefined ? undefined : readSegment(style, segment);
    }),
  ];
  const [first, ...rest] = problems;
  return first === undefined ? { _tag: "Right", right: element } : { _tag: "Left", left: [first, ...rest] };
};

/** Header parameters that OpenAPI requires to be ignored. */
function isParameter({ name }: IHttpParam): boolean {
  return !["accept", "content-type", "authorization"].includes(name.toLowerCase());
}

function checkQuery(parameters: readonly IHttpParam[], search: string, bundle: JsonObject): Diagnostics {
  try {
    const fields = parseFields(search);
    return checkParameters("query", parameters, bundle, (style) => readFields(style, fields));
  } catch (error) {
    if (error instanceof StyleError)
      return [problem(["query"], "malformed", `Request query: ${error.message}`)];
    throw error;
  }
}

function checkAccept(malformedRange: string | undefined): Diagnostics {
  if (malformedRange === undefined) return [];
  const message = `Request header Accept: "${malformedRange}" is not a media range`;
  return [problem(["header", "accept"], "malformed", message)];
}

/** The segments of a path that are the values of its parameters, not decoded. */
function readSegments(template: string, path: string): ReadonlyMap<string, string> {
  const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
  const values = compilePath(template, []).pattern.exec(path)?.slice(1) ?? [];
  return new Map(names.map((name, index) => [name, values[index] ?? ""]));
}
