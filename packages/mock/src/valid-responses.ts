import type { IPrismComponents } from "@stoplight/prism-core";
import type { IHttpConfig, IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import mocker from "@stoplight/prism-http/dist/mocker/index.js";
import { validateOutput as validateWithPrism } from "@stoplight/prism-http/dist/validator/index.js";
import { wildcardMediaTypeMatch } from "@stoplight/prism-http/dist/validator/utils/wildcardMediaTypeMatch.js";
import { DiagnosticSeverity, type IHttpOperation, type IHttpOperationResponse } from "@stoplight/types";
import { type Diagnostics, problem } from "./diagnostics.js";
import { fittingValue, hasImpliedType } from "./fitting-values.js";
import { bundleOf } from "./prism-operations.js";
import { checkerFor, type SchemaChecker } from "./schema-checker.js";
import { typedValue } from "./text-values.js";
import { INVALID_EXAMPLE } from "./violations.js";

/** The parts of Prism that can be replaced. */
export type Components = IPrismComponents<IHttpOperation, IHttpRequest, IHttpResponse, IHttpConfig>;

const { default: mock } = mocker;

/** Problems of the responses that this module returned. */
const findings = new WeakMap<IHttpResponse, Diagnostics>();

/**
 * Creates the response as Prism does. A body that its schema does not allow is replaced by one that it allows, and so are the values of
 * headers, or else these are left out.
 */
export const mockValid: Components["mock"] = (request) => (logger) => {
  const result = mock(request)(logger);
  if (result._tag === "Right") return { ...result, right: withValidParts(result.right, request.resource) };
  // Prism gives up on schemas that are large or that contradict themselves.
  for (const resource of [withoutBodies(request.resource), withoutSchemas(request.resource)]) {
    const bodiless = mock({ ...request, resource })(logger);
    if (bodiless._tag === "Right")
      return { ...bodiless, right: withValidParts(bodiless.right, request.resource) };
  }
  return result;
};

/** Compares a response with the document. A replaced body is a warning. */
export const validateResponse: Components["validateOutput"] = ({ resource, element }) => {
  const result = validateWithPrism({ resource: withoutSchemas(resource), element });
  const [first, ...others] = [
    ...(result._tag === "Left" ? result.left : []),
    ...checkHeaders(element, resource),
    ...(findings.get(element) ?? []),
  ];
  return first === undefined ? { _tag: "Right", right: element } : { _tag: "Left", left: [first, ...others] };
};

function withValidParts(response: IHttpResponse, operation: IHttpOperation): IHttpResponse {
  const checker = checkerFor(bundleOf(operation), "response");
  const body = validBody(checker, response, schemaOf(response, operation));
  const headers = validHeaders(checker, response, operation);
  const valid = { ...response, ...body?.part, headers: headers.values };
  findings.set(valid, [...(body?.problems ?? []), ...headers.problems]);
  return valid;
}

/** Another body, if the schema does not allow the one of the response, with what is wrong. */
function validBody(checker: SchemaChecker, { body }: IHttpResponse, schema: object | undefined) {
  if (schema === undefined) return undefined;
  const errors = checker.check(body, schema, "body");
  const directed = checker.directed(schema);
  if (errors.length === 0 && hasImpliedType(checker, directed, body)) return undefined;
  const fitting = fittingValue(checker, directed, readJson(body) ?? body);
  if (fitting === undefined) return { problems: errors };
  // Without an example, there is none that could be wrong.
  const problems = errors.length === 0 ? [] : [invalidExample("body", errors)];
  return { part: { body: fitting }, problems };
}

/** The value of an example that is written as a text of JSON. */
function readJson(body: unknown): unknown {
  if (typeof body !== "string" || !/^\s*[[{]/.test(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The headers of a response with other values where their schemas do not allow those it has, or without these. */
function validHeaders(checker: SchemaChecker, response: IHttpResponse, operation: IHttpOperation) {
  const invalid = documentedHeaders(response, operation).flatMap(({ name, schema, required }) => {
    const errors = headerErrors(checker, response, name, schema);
    if (schema === undefined || errors.length === 0) return [];
    const value = fittingValue(checker, checker.directed(schema), undefined);
    const text = typeof value === "object" ? undefined : value?.toString();
    return text === undefined && required === true ? [] : [{ name, text, errors }];
  });
  const replaced = new Map(invalid.map(({ name, text }) => [name, text]));
  const entries = Object.entries(response.headers ?? {}).flatMap(([name, value]) => {
    const text = replaced.has(name) ? replaced.get(name) : value;
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    values: Object.fromEntries(entries),
    problems: invalid.map(({ name, errors }) => invalidExample(`header.${name}`, errors)),
  };
}

function invalidExample(place: string, errors: Diagnostics) {
  const reasons = errors.map(({ message }) => message).join("; ");
  const message = `The example does not match the schema: ${reasons}`;
  return problem([place], INVALID_EXAMPLE, message, DiagnosticSeverity.Warning);
}

function checkHeaders(response: IHttpResponse, operation: IHttpOperation): Diagnostics {
  const checker = checkerFor(bundleOf(operation), "response");
  return documentedHeaders(response, operation).flatMap(({ name, schema }) =>
    headerErrors(checker, response, name, schema),
  );
}

function documentedHeaders({ statusCode }: IHttpResponse, operation: IHttpOperation) {
  return documentedResponse(operation, statusCode)?.headers ?? [];
}

function headerErrors(
  checker: SchemaChecker,
  { headers }: IHttpResponse,
  name: string,
  schema: object | undefined,
): Diagnostics {
  const value: unknown = headers?.[name];
  if (schema === undefined || value == null) return [];
  const typed = typedValue(checker, checker.directed(schema), String(value));
  return checker.check(typed, schema, `header.${name}`);
}

function schemaOf({ statusCode, headers }: IHttpResponse, operation: IHttpOperation): object | undefined {
  const contents = documentedResponse(operation, statusCode)?.contents ?? [];
  const mediaType = headers?.["Content-type"];
  return contents.find((each) => mediaType !== undefined && wildcardMediaTypeMatch(mediaType, each.mediaType))
    ?.schema;
}

function documentedResponse(
  { responses }: IHttpOperation,
  status: number,
): IHttpOperationResponse | undefined {
  const codes = [String(status), `${String(status)[0]}XX`, "default"];
  const found = codes.map((code) => responses.find((each) => each.code.toUpperCase() === code.toUpperCase()));
  return found.find((response) => response !== undefined);
}

/** The operation without the schemas and headers of its responses, which Prism would compare with responses by itself. */
function withoutSchemas(operation: IHttpOperation): IHttpOperation {
  const { responses, ...others } = withoutBodies(operation);
  return { ...others, responses: responses.map((response) => ({ ...response, headers: [] })) };
}

/** The operation without the schemas of the bodies of its responses. */
function withoutBodies(operation: IHttpOperation): IHttpOperation {
  const responses = operation.responses.map((response) => ({
    ...response,
    contents: (response.contents ?? []).map(({ schema: _, ...content }) => content),
  }));
  return { ...operation, responses };
}
