import { isReference } from "../../spec/document.ts";
import { type DocumentNode, MEMBER_OF, type NodeKind } from "../../spec/grammar.ts";
import { describeValue, isRecord, itemsOf } from "../../spec/guards.ts";
import { type Pointer, valueAt } from "../../spec/pointer.ts";
import { type Draft, define } from "../draft/index.ts";

/** Gives every object its required members, and members the right types; what cannot be read is removed. */
export function repairShapes(draft: Draft): void {
  for (const { expected, value, pointer } of draft.content.misshapen) {
    report(draft, expected, value, pointer, "ignored");
  }
  draft.remove(draft.content.misshapen.map(({ pointer }) => pointer));
  const removed = draft.content.nodes.flatMap((node) => repairNode(draft, node));
  draft.remove(removed);
  if (CONTENT.every((member) => !isRecord(draft.root[member]))) draft.report("no-operations", {}, []);
}

/** Members of which a document must have at least one. */
const CONTENT = ["paths", "webhooks", "components"];

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

/** Repairs an object in place, or returns what must be removed because it cannot be repaired. */
function repairNode(draft: Draft, { kind, value, pointer }: DocumentNode): readonly Pointer[] {
  if (!isRecord(value)) {
    if (kind === "schema" && typeof value === "boolean") return [];
    const reading = value === null || ALWAYS.has(kind) ? EMPTY[kind] : undefined;
    report(
      draft,
      kind === "schema" ? "a schema" : "an object",
      value,
      pointer,
      reading?.reading ?? "ignored",
    );
    if (reading === undefined) return [pointer];
    draft.set(pointer, reading.value());
    return [];
  }
  if (value.$ref !== undefined && typeof value.$ref !== "string" && MEMBER_OF[kind] !== undefined) {
    report(draft, "a string", value.$ref, [...pointer, "$ref"], "ignored");
    draft.remove([[...pointer, "$ref"]]);
  }
  const lost = new Set<string>();
  for (const [member, expected] of Object.entries(MEMBERS[kind] ?? {})) {
    if (!Object.hasOwn(value, member) || TESTS[expected](value[member])) continue;
    const isKept = repairMember(draft, { kind, member, expected }, value, pointer);
    if (!isKept) lost.add(member);
  }
  if (isReference(value)) return [];
  const missing = (REQUIRED[kind] ?? []).filter((name) => value[name] === undefined);
  for (const name of missing.filter((name) => !lost.has(name) || ASSUMED[kind]?.[name] !== undefined)) {
    const assumed = ASSUMED[kind]?.[name];
    const owner = OWNERS[kind] ?? kind;
    const reading =
      assumed === undefined ? `${owner} is ignored` : `it is read as ${JSON.stringify(assumed)}`;
    draft.report("missing-member", { owner, name, reading }, pointer);
    if (assumed !== undefined) define(value, name, assumed);
  }
  return missing.some((name) => value[name] === undefined) ? [pointer] : [];
}

/** Objects that cannot be removed. */
const ALWAYS: ReadonlySet<NodeKind> = new Set(["schema", "info"]);

/** How a missing value is read. */
const EMPTY: Partial<Record<NodeKind, { readonly reading: string; value(): unknown }>> = {
  info: { reading: "read as that of an unnamed API", value: () => ({ title: "API", version: "0.0.0" }) },
  schema: { reading: "read as `true`, so every value is allowed", value: () => true },
  operation: { reading: "read as empty", value: () => ({}) },
  pathItem: { reading: "read as empty", value: () => ({}) },
  response: { reading: "read as empty", value: () => ({}) },
  mediaType: { reading: "read as empty", value: () => ({}) },
};

/** What stands in for members that are missing. */
const ASSUMED: Partial<Record<NodeKind, { readonly [member: string]: unknown }>> = {
  document: { info: { title: "API", version: "0.0.0" } },
  info: { title: "API", version: "0.0.0" },
};

interface Member {
  readonly kind: NodeKind;
  readonly member: string;
  readonly expected: Expected;
}

/** Returns whether the member remains. */
function repairMember(
  draft: Draft,
  { kind, member, expected }: Member,
  owner: Readonly<Record<string, unknown>>,
  pointer: Pointer,
): boolean {
  const value = owner[member];
  const place = [...pointer, member];
  if (kind === "schema" && member === "required" && typeof value === "boolean") {
    const isProperty = value && requireProperty(draft, pointer);
    const reading = isProperty ? "read as a member of the object's `required`" : "ignored";
    report(draft, expected, value, place, reading);
    draft.remove([place]);
    return false;
  }
  const meant = READINGS[expected]?.(value);
  const understood = meant !== undefined && TESTS[expected](meant);
  report(draft, expected, value, place, understood ? `read as ${JSON.stringify(meant)}` : "ignored");
  if (understood) draft.set(place, meant);
  else draft.remove([place]);
  return understood;
}

/** Adds a property to the required ones of its object. Returns whether it is a property. */
function requireProperty(draft: Draft, pointer: Pointer): boolean {
  const name = pointer.at(-1);
  if (pointer.at(-2) !== "properties" || name === undefined) return false;
  const place = [...pointer.slice(0, -2), "required"];
  const required = itemsOf(valueAt(draft.document.root, place));
  if (!required.includes(name)) draft.set(place, [...required, String(name)]);
  return true;
}

/** How values of other types are read. */
const READINGS: Partial<Record<Expected, (value: unknown) => unknown>> = {
  "a string": textOf,
  "a boolean": (value) => (value === "true" ? true : value === "false" ? false : undefined),
  "a number": numberOf,
  "a positive number": numberOf,
  "an array": (value) => (isRecord(value) ? [value] : undefined),
  "an array of objects of arrays": requirementsOf,
  "an array of strings": textsOf,
  "a string or an array of strings": textsOf,
  "an object of strings": (value) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, item]) => {
            const text = typeof item === "string" ? item : textOf(item);
            return text === undefined ? [] : [[key, text]];
          }),
        )
      : undefined,
  "path, query, header or cookie": (value) => (typeof value === "string" ? value.toLowerCase() : undefined),
};

/** Numbers and booleans are often meant as text, because YAML needs quotes around such text. */
function textOf(value: unknown): string | undefined {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** One requirement in place of a list of them, or schemes without a list of scopes. */
function requirementsOf(value: unknown): readonly unknown[] | undefined {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!items.every(isRecord)) return undefined;
  return items.map((item) =>
    Object.fromEntries(
      Object.entries(item).map(([scheme, scopes]) => [scheme, Array.isArray(scopes) ? scopes : []]),
    ),
  );
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "string" && value.trim() !== "" ? Number(value) : undefined;
}

/** YAML needs quotes around `null`, too. */
function textsOf(value: unknown): readonly string[] | undefined {
  const items = Array.isArray(value) ? value : [value];
  const texts = items.flatMap((item) => {
    const text = item === null ? "null" : typeof item === "string" ? item : textOf(item);
    return text === undefined ? [] : [text];
  });
  return texts.length === 0 ? undefined : texts;
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

function report(draft: Draft, expected: string, value: unknown, pointer: Pointer, reading: string): void {
  const facts = { name: nameOf(pointer), expected, found: describeValue(value), reading };
  draft.report("wrong-shape", facts, pointer);
}

/** `description`, or `parameters[2]` for an array item. */
function nameOf(pointer: Pointer): string {
  const last = pointer.at(-1) ?? "the document";
  return typeof last === "number" ? `${pointer.at(-2) ?? ""}[${last}]` : last;
}
