import type { NodeKind } from "../../spec/grammar.ts";
import type { MemberType } from "./member-types.ts";

/** The members of `x-pagination`, for the document and for an operation. */
const PAGINATION: Members = {
  kind: "cursor, offset, page, address, link or none",
  cursor: "a string",
  offset: "a string",
  page: "a string",
  first: "a number",
  size: "a string",
  items: "a string",
  next: "a string",
  last: "a string",
  more: "a string",
  total: "a string",
  pages: "a string",
  current: "a string",
};

type Members = { readonly [member: string]: MemberType };

const DESCRIBED: Members = { summary: "a string", description: "a string" };
const MARKED: Members = {
  ...DESCRIBED,
  deprecated: "a boolean",
  "x-deprecated": "a boolean or a string",
  "x-deprecated-reason": "a string",
  "x-stainless-deprecation-message": "a string",
  "x-speakeasy-deprecation-message": "a string",
  "x-speakeasy-deprecation-replacement": "a string",
  "x-stability": "preview or stable",
  "x-doubt": "a string",
  "x-fern-availability":
    "alpha, beta, preview, pre-release, in-development, generally-available, stable, ga, legacy or deprecated",
};
const PARAMETER: Members = {
  ...MARKED,
  required: "a boolean",
  style: "a string",
  explode: "a boolean",
  "x-multi-segment": "a boolean",
  "x-since": "a string",
};

/** Extensions of other tools, which `hints/` reads, by the kind of what they describe. */
const OPERATION_HINTS: Members = {
  "x-internal": "a boolean",
  "x-stainless-method": "a name or an object",
  "x-stainless-skip": "a boolean or an array",
  "x-speakeasy-group": "a name",
  "x-speakeasy-name-override": "a name",
  "x-speakeasy-ignore": "a boolean",
  "x-speakeasy-pagination": "an object",
  "x-fern-sdk-group-name": "a name or an array of names",
  "x-fern-sdk-method-name": "a name",
  "x-fern-ignore": "a boolean",
  "x-fern-pagination": "a boolean or an object",
  "x-fern-streaming": "a boolean or an object",
  "x-ms-client-name": "a name",
  "x-ms-pageable": "an object",
};
const PARAMETER_HINTS: Members = {
  "x-speakeasy-ignore": "a boolean",
  "x-fern-ignore": "a boolean",
  "x-speakeasy-name-override": "a name",
  "x-fern-parameter-name": "a name",
  "x-stainless-pagination-property": "an object",
  "x-stainless-param": "a name",
  "x-ms-client-name": "a name",
};
const SCHEMA_HINTS: Members = {
  "x-speakeasy-ignore": "a boolean",
  "x-fern-ignore": "a boolean",
  "x-stainless-param": "a name",
  "x-speakeasy-name-override": "a name",
  "x-fern-type-name": "a name",
  "x-fern-enum": "an object",
  "x-ms-client-name": "a name",
  "x-ms-enum": "an object",
};

/** The types of members, by the kind of their object. Members that are objects themselves are in the grammar. */
export const MEMBERS: Partial<Record<NodeKind, Members>> = {
  document: {
    security: "an array of objects of arrays",
    "x-speakeasy-name-override": "an array",
    "x-speakeasy-globals": "an object",
    "x-fern-global-headers": "an array",
    "x-fern-version": "an object",
    "x-fern-pagination": "an object",
  },
  rateLimit: {
    requests: "a positive number",
    perSeconds: "a positive number",
    recoverySeconds: "a positive number",
  },
  quota: { period: "a string", plans: "an object of numbers" },
  pagination: PAGINATION,
  listPagination: PAGINATION,
  stream: {
    end: "a string",
    lastEvent: "a string",
    errorEvent: "a string",
    errorProperty: "a string",
    schema: "data or event",
    parameter: "a string",
    value: "a string",
  },
  queryFormat: { arrays: "repeat, comma or brackets", objects: "properties or brackets" },
  webhookSignature: { header: "a string", timestamp: "a string" },
  sessionToken: {
    query: "a string",
    cipher: "aes-128-cbc",
    keyDerivation: "hmac-sha256-of-nothing",
    key: "an object of strings",
    baseURL: "a string",
    expires: "a string",
    absent: "an object of arrays of strings",
  },
  info: { ...DESCRIBED, title: "a string", version: "a string" },
  server: { url: "a string", name: "a string", description: "a string" },
  serverVariable: { default: "a string", enum: "an array of strings", description: "a string" },
  tag: { ...DESCRIBED, name: "a string", kind: "a string", parent: "a string" },
  pathItem: { ...DESCRIBED, "x-speakeasy-ignore": "a boolean", "x-fern-ignore": "a boolean" },
  operation: {
    ...MARKED,
    operationId: "a string",
    tags: "an array of strings",
    security: "an array of objects of arrays",
    ...OPERATION_HINTS,
  },
  upload: {
    name: "a string",
    summary: "a string",
    fixed: "an object of strings",
    url: "a string",
    method: "a string",
    contentType: "a string",
  },
  uploadReadiness: {
    operation: "a string",
    parameters: "an object of strings",
    property: "a string",
    value: "a string",
  },
  parameter: {
    ...PARAMETER,
    ...PARAMETER_HINTS,
    name: "a string",
    in: "path, query, querystring, header or cookie",
  },
  header: PARAMETER,
  requestBody: { description: "a string", required: "a boolean" },
  response: { description: "a string" },
  schema: {
    ...MARKED,
    title: "a string",
    type: "a string or an array of strings",
    format: "a string",
    nullable: "a boolean",
    enum: "an array",
    required: "an array of strings",
    readOnly: "a boolean",
    writeOnly: "a boolean",
    minimum: "a number",
    maximum: "a number",
    exclusiveMinimum: "a number or a boolean",
    exclusiveMaximum: "a number or a boolean",
    minLength: "a number",
    maxLength: "a number",
    minItems: "a number",
    maxItems: "a number",
    pattern: "a string",
    contentEncoding: "a string",
    contentMediaType: "a string",
    "x-since": "a string",
    ...SCHEMA_HINTS,
  },
  discriminator: { propertyName: "a string", mapping: "an object of strings", defaultMapping: "a string" },
  securityScheme: {
    type: "apiKey, http, oauth2, openIdConnect or mutualTLS",
    description: "a string",
    name: "a string",
    in: "path, query, header or cookie",
    scheme: "a string",
  },
};

/** The members that each kind of object always requires. */
const REQUIRED: Partial<Record<NodeKind, readonly string[]>> = {
  document: ["info"],
  rateLimit: ["requests", "perSeconds", "recoverySeconds"],
  quota: ["period", "plans"],
  webhookSignature: ["header"],
  upload: ["name", "url"],
  uploadReadiness: ["operation", "property", "value"],
  sessionToken: ["schema", "cipher", "keyDerivation", "key"],
  info: ["title", "version"],
  server: ["url"],
  tag: ["name"],
  parameter: ["name", "in"],
  requestBody: ["content"],
  discriminator: ["propertyName"],
  securityScheme: ["type"],
};

/**
 * The members that an object must have. `x-pagination` of the document needs the names of its cursor; other styles are completed by the
 * shape of each operation.
 *
 * @param lost The members that were removed, since they had another type.
 */
export function requiredMembers(
  kind: NodeKind,
  value: { readonly [member: string]: unknown },
  lost: ReadonlySet<string>,
): readonly string[] {
  const isPagination = kind === "pagination" || kind === "listPagination";
  if (isPagination && lost.has("kind")) return ["kind"];
  if (kind !== "pagination") return REQUIRED[kind] ?? [];
  return (value.kind ?? "cursor") === "cursor" ? ["cursor", "items", "next"] : [];
}

/** The name of each object kind in messages. */
export const OWNERS: Partial<Record<NodeKind, string>> = {
  document: "the document",
  rateLimit: "`x-rate-limit`",
  quota: "`quota`",
  pagination: "`x-pagination`",
  stream: "`x-stream`",
  listPagination: "`x-pagination`",
  queryFormat: "`x-query-format`",
  webhookSignature: "`x-webhook-signature`",
  upload: "`x-upload`",
  uploadReadiness: "`ready`",
  sessionToken: "`x-session-token`",
  info: "`info`",
  server: "this server",
  tag: "this tag",
  parameter: "this parameter",
  requestBody: "this request body",
  discriminator: "this discriminator",
  securityScheme: "this security scheme",
};
