import { isReference } from "../spec/document.ts";
import type { DocumentNode, NodeKind } from "../spec/grammar.ts";
import { describeValue, isRecord } from "../spec/guards.ts";
import type { Pointer } from "../spec/pointer.ts";
import type { Findings } from "./findings.ts";

/** Every object is a map with the members it needs, and its plain members are of their types. */
export function checkShapes(findings: Findings): void {
  for (const { expected, value, pointer } of findings.misshapen) {
    reportShape(findings, expected, value, pointer);
  }
  for (const node of findings.nodes) checkNode(findings, node);
  if (findings.root.paths === undefined && findings.root.webhooks === undefined) {
    findings.report("no-operations", {}, []);
  }
}

/** What a plain member may be, in the words of the message. */
const TESTS = {
  "a text": (value) => typeof value === "string",
  "true or false": (value) => typeof value === "boolean",
  "a number": (value) => typeof value === "number",
  "a positive number": (value) => typeof value === "number" && value > 0,
  "a number, true or false": (value) => typeof value === "number" || typeof value === "boolean",
  "a list": (value) => Array.isArray(value),
  "a list of texts": (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  "a text or a list of texts": (value) =>
    typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string")),
  "a map": isRecord,
  "a map of texts": (value) =>
    isRecord(value) && Object.values(value).every((item) => typeof item === "string"),
  "a map of numbers": (value) =>
    isRecord(value) && Object.values(value).every((item) => item === null || typeof item === "number"),
  "a map of lists of texts": (value) =>
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

const DESCRIBED: Members = { summary: "a text", description: "a text" };
const MARKED: Members = {
  ...DESCRIBED,
  deprecated: "true or false",
  "x-deprecated-reason": "a text",
  "x-stability": "preview or stable",
  "x-doubt": "a text",
};
const PARAMETER: Members = {
  ...MARKED,
  required: "true or false",
  style: "a text",
  explode: "true or false",
  "x-multi-segment": "true or false",
  "x-since": "a text",
};

const MEMBERS: Partial<Record<NodeKind, Members>> = {
  document: {
    security: "a list",
  },
  rateLimit: {
    requests: "a positive number",
    perSeconds: "a positive number",
    recoverySeconds: "a positive number",
  },
  quota: { period: "a text", plans: "a map of numbers" },
  pagination: { cursor: "a text", size: "a text", items: "a text", next: "a text" },
  webhookSignature: { header: "a text", timestamp: "a text" },
  sessionToken: {
    query: "a text",
    cipher: "aes-128-cbc",
    keyDerivation: "hmac-sha256-of-nothing",
    key: "a map of texts",
    baseURL: "a text",
    expires: "a text",
    absent: "a map of lists of texts",
  },
  info: { ...DESCRIBED, title: "a text", version: "a text" },
  server: { url: "a text", description: "a text" },
  serverVariable: { default: "a text", enum: "a list of texts" },
  tag: { ...DESCRIBED, name: "a text" },
  pathItem: DESCRIBED,
  operation: {
    ...MARKED,
    operationId: "a text",
    tags: "a list of texts",
    security: "a list",
  },
  upload: {
    name: "a text",
    summary: "a text",
    fixed: "a map of texts",
    url: "a text",
    method: "a text",
    contentType: "a text",
  },
  uploadReadiness: { operation: "a text", parameters: "a map of texts", property: "a text", value: "a text" },
  parameter: { ...PARAMETER, name: "a text", in: "path, query, header or cookie" },
  header: PARAMETER,
  requestBody: { description: "a text", required: "true or false" },
  response: { description: "a text" },
  schema: {
    ...MARKED,
    title: "a text",
    type: "a text or a list of texts",
    format: "a text",
    nullable: "true or false",
    enum: "a list",
    required: "a list of texts",
    readOnly: "true or false",
    writeOnly: "true or false",
    minimum: "a number",
    maximum: "a number",
    exclusiveMinimum: "a number, true or false",
    exclusiveMaximum: "a number, true or false",
    minLength: "a number",
    maxLength: "a number",
    minItems: "a number",
    maxItems: "a number",
    pattern: "a text",
    contentEncoding: "a text",
    contentMediaType: "a text",
    "x-since": "a text",
    "x-enum-descriptions": "a map of texts",
  },
  discriminator: { propertyName: "a text", mapping: "a map of texts" },
  securityScheme: {
    type: "apiKey, http, oauth2, openIdConnect or mutualTLS",
    description: "a text",
    name: "a text",
    in: "path, query, header or cookie",
    scheme: "a text",
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

function checkNode(findings: Findings, { kind, value, pointer }: DocumentNode): void {
  if (!isRecord(value)) {
    if (kind === "schema" && typeof value === "boolean") return;
    reportShape(findings, kind === "schema" ? "a schema" : "a map", value, pointer);
    return;
  }
  for (const [member, expected] of Object.entries(MEMBERS[kind] ?? {})) {
    if (!Object.hasOwn(value, member) || TESTS[expected](value[member])) continue;
    reportShape(findings, expected, value[member], [...pointer, member]);
  }
  if (isReference(value)) return;
  for (const name of REQUIRED[kind] ?? []) {
    if (value[name] === undefined)
      findings.report("missing-member", { owner: OWNERS[kind] ?? kind, name }, pointer);
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

function reportShape(findings: Findings, expected: string, value: unknown, pointer: Pointer): void {
  findings.report("wrong-shape", { name: nameOf(pointer), expected, found: describeValue(value) }, pointer);
}

/** `description`, or `parameters[2]` for an item of a list. */
function nameOf(pointer: Pointer): string {
  const last = pointer.at(-1) ?? "the document";
  return typeof last === "number" ? `${pointer.at(-2) ?? ""}[${last}]` : last;
}
