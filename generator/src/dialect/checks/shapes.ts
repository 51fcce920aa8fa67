import { isReference } from "../../spec/document.ts";
import type { DocumentNode, NodeKind } from "../../spec/grammar.ts";
import { describeValue, isRecord } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";

/** Checks that every object has its required members, and that members have the right types. */
export function checkShapes(draft: Draft): void {
  for (const { expected, value, pointer } of draft.content.misshapen) {
    reportShape(draft, expected, value, pointer);
  }
  for (const node of draft.content.nodes) checkNode(draft, node);
  if (draft.root.paths === undefined && draft.root.webhooks === undefined) {
    draft.report("no-operations", {}, []);
  }
}

/** Checks for the values of members, by the words of the message. */
const TESTS = {
  "a string": (value) => typeof value === "string",
  "a boolean": (value) => typeof value === "boolean",
  "a number": (value) => typeof value === "number",
  "a positive number": (value) => typeof value === "number" && value > 0,
  "a number or a boolean": (value) => typeof value === "number" || typeof value === "boolean",
  "an array": (value) => Array.isArray(value),
  "an array of objects of arrays": (value) =>
    Array.isArray(value) &&
    value.every((item) => isRecord(item) && Object.values(item).every((scopes) => Array.isArray(scopes))),
  "an array of strings": (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  "a string or an array of strings": (value) =>
    typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string")),
  "an object": isRecord,
  "an object of strings": (value) =>
    isRecord(value) && Object.values(value).every((item) => typeof item === "string"),
  "an object of numbers": (value) =>
    isRecord(value) && Object.values(value).every((item) => item === null || typeof item === "number"),
  "an object of arrays of strings": (value) =>
    isRecord(value) &&
    Object.values(value).every(
      (list) => Array.isArray(list) && list.every((item) => typeof item === "string"),
    ),
  "aes-128-cbc": (value) => value === "aes-128-cbc",
  "hmac-sha256-of-nothing": (value) => value === "hmac-sha256-of-nothing",
  "path, query, header or cookie": (value) =>
    value === "path" || value === "query" || value === "header" || value === "cookie",
  "preview or stable": (value) => value === "preview" || value === "stable",
  "apiKey, http, oauth2, openIdConnect or mutualTLS": (value) =>
    typeof value === "string" && ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"].includes(value),
} satisfies { readonly [expected: string]: (value: unknown) => boolean };

type Expected = keyof typeof TESTS;
type Members = { readonly [member: string]: Expected };

const DESCRIBED: Members = { summary: "a string", description: "a string" };
const MARKED: Members = {
  ...DESCRIBED,
  deprecated: "a boolean",
  "x-deprecated-reason": "a string",
  "x-stability": "preview or stable",
  "x-doubt": "a string",
};
const PARAMETER: Members = {
  ...MARKED,
  required: "a boolean",
  style: "a string",
  explode: "a boolean",
  "x-multi-segment": "a boolean",
  "x-since": "a string",
};

const MEMBERS: Partial<Record<NodeKind, Members>> = {
  document: {
    security: "an array of objects of arrays",
  },
  rateLimit: {
    requests: "a positive number",
    perSeconds: "a positive number",
    recoverySeconds: "a positive number",
  },
  quota: { period: "a string", plans: "an object of numbers" },
  pagination: { cursor: "a string", size: "a string", items: "a string", next: "a string" },
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
  server: { url: "a string", description: "a string" },
  serverVariable: { default: "a string", enum: "an array of strings" },
  tag: { ...DESCRIBED, name: "a string" },
  pathItem: DESCRIBED,
  operation: {
    ...MARKED,
    operationId: "a string",
    tags: "an array of strings",
    security: "an array of objects of arrays",
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
  parameter: { ...PARAMETER, name: "a string", in: "path, query, header or cookie" },
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
    "x-enum-descriptions": "an object of strings",
  },
  discriminator: { propertyName: "a string", mapping: "an object of strings" },
  securityScheme: {
    type: "apiKey, http, oauth2, openIdConnect or mutualTLS",
    description: "a string",
    name: "a string",
    in: "path, query, header or cookie",
    scheme: "a string",
  },
};

const REQUIRED: Partial<Record<NodeKind, readonly string[]>> = {
  document: ["info"],
  rateLimit: ["requests", "perSeconds", "recoverySeconds"],
  quota: ["period", "plans"],
  pagination: ["cursor", "items", "next"],
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

function checkNode(draft: Draft, { kind, value, pointer }: DocumentNode): void {
  if (!isRecord(value)) {
    if (kind === "schema" && typeof value === "boolean") return;
    reportShape(draft, kind === "schema" ? "a schema" : "an object", value, pointer);
    return;
  }
  for (const [member, expected] of Object.entries(MEMBERS[kind] ?? {})) {
    if (!Object.hasOwn(value, member) || TESTS[expected](value[member])) continue;
    reportShape(draft, expected, value[member], [...pointer, member]);
  }
  if (isReference(value)) return;
  for (const name of REQUIRED[kind] ?? []) {
    if (value[name] === undefined)
      draft.report("missing-member", { owner: OWNERS[kind] ?? kind, name }, pointer);
  }
}

const OWNERS: Partial<Record<NodeKind, string>> = {
  document: "the document",
  rateLimit: "`x-rate-limit`",
  quota: "`quota`",
  pagination: "`x-pagination`",
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

function reportShape(draft: Draft, expected: string, value: unknown, pointer: Pointer): void {
  draft.report("wrong-shape", { name: nameOf(pointer), expected, found: describeValue(value) }, pointer);
}

/** `description`, or `parameters[2]` for an array item. */
function nameOf(pointer: Pointer): string {
  const last = pointer.at(-1) ?? "the document";
  return typeof last === "number" ? `${pointer.at(-2) ?? ""}[${last}]` : last;
}
