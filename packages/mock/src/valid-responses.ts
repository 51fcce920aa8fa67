import type { IPrismComponents } from "@stoplight/prism-core";
import type { IHttpConfig, IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import mocker from "@stoplight/prism-http/dist/mocker/index.js";
import { validateOutput as validateWithPrism } from "@stoplight/prism-http/dist/validator/index.js";
import { wildcardMediaTypeMatch } from "@stoplight/prism-http/dist/validator/utils/wildcardMediaTypeMatch.js";
import { DiagnosticSeverity, type IHttpOperation, type IHttpOperationResponse } from "@stoplight/types";
import { type Diagnostics, problem } from "./diagnostics.js";
import { fittingValue } from "./fitting-values.js";
import { bundleOf } from "./prism-operations.js";
import { checkerFor } from "./schema-checker.js";
import { typedValue } from "./text-values.js";
import { INVALID_EXAMPLE } from "./violations.js";

/** The parts of Prism that can be replaced. */
export type Components = IPrismComponents<IHttpOperation, IHttpRequest, IHttpResponse, IHttpConfig>;

const { default: mock } = mocker;

/** What is wrong with the bodies of responses that this module returned. */
const findings = new WeakMap<IHttpResponse, Diagnostics>();

/** Creates the response as Prism does. A body that its schema does not allow is replaced by one that it allows. */
export const mockValid: Components["mock"] = (request) => (logger) => {
  const result = mock(request)(logger);
  if (result._tag === "Right") return { ...result, right: withValidBody(result.right, request.resource) };
  // Prism gives up on schemas that are large or that contradict themselves.
  const bodiless = mock({ ...request, resource: withoutSchemas(request.resource) })(logger);
  if (bodiless._tag === "Left") return result;
  return { ...bodiless, right: withValidBody(bodiless.right, request.resource) };
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

function withValidBody(response: IHttpResponse, operation: IHttpOperation): IHttpResponse {
  const schema = schemaOf(response, operation);
  if (schema === undefined) return response;
  const checker = checkerFor(bundleOf(operation), "response");
  const errors = checker.check(response.body, schema, "body");
  if (errors.length === 0) return response;
  const body = fittingValue(checker, checker.directed(schema), response.body);
  if (body === undefined) {
    findings.set(response, errors);
    return response;
  }
  const replaced = { ...response, body };
  const reasons = errors.map(({ message }) => message).join("; ");
  const message = `The example does not match the schema: ${reasons}`;
  findings.set(replaced, [problem(["body"], INVALID_EXAMPLE, message, DiagnosticSeverity.Warning)]);
  return replaced;
}

function checkHeaders({ statusCode, headers = {} }: IHttpResponse, operation: IHttpOperation): Diagnostics {
  const checker = checkerFor(bundleOf(operation), "response");
  return (documentedResponse(operation, statusCode)?.headers ?? []).flatMap(({ name, schema }) => {
    const value: unknown = headers[name];
    if (schema === undefined || value == null) return [];
    const typed = typedValue(checker, checker.directed(schema), String(value));
    return checker.check(typed, schema, `header.${name}`);
  });
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

/** The operation without the schemas of its responses, which Prism would compare with bodies by itself. */
function withoutSchemas(operation: IHttpOperation): IHttpOperation {
  const responses = operation.responses.map((response) => ({
    ...response,
    contents: (response.contents ?? []).map(({ schema: _, ...content }) => content),
    headers: [],
  }));
  return { ...operation, responses };
}
