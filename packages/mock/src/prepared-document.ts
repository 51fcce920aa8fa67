import { lookUp } from "./document.js";
import { asObject, isObject, type JsonObject } from "./json.js";

/** The member of each operation that contains the whole document. References point into it. */
export const BUNDLE = "__bundled__";

/**
 * The document as Prism and the validation of schemas read it:
 *
 * - References start at `BUNDLE`.
 * - The format `int64` is removed: Prism refuses numbers above 2^53 for it, although JSON can hold them.
 * - A header with an example or `required: true`, but without a schema, gets one: Prism sends no other headers.
 * - The `itemSchema` of a stream is its `schema`. Data of events that is a string of JSON has the schema of that JSON.
 *
 * Data, such as examples, is unchanged.
 */
export function prepareDocument(document: JsonObject): JsonObject {
  return prepare(document, false) as JsonObject;
}

/** The node of a prepared document that a reference points to. Undefined if there is none. */
export function targetOf(prepared: JsonObject, reference: string): unknown {
  const prefix = `#/${BUNDLE}/`;
  return reference.startsWith(prefix) ? lookUp(prepared, `#/${reference.slice(prefix.length)}`) : undefined;
}

/** @param hasNames Whether the keys of the value are names, not keywords. */
function prepare(value: unknown, hasNames: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => prepare(item, false));
  if (!isObject(value)) return value;
  if (hasNames) return mapEntries(value, ([name, child]) => [[name, prepare(child, false)]]);
  return mapEntries(value, ([key, child]) => {
    if (key === "$ref" && typeof child === "string") return localReference(child);
    if (key === "format" && child === "int64") return [];
    if (key === "itemSchema" && isObject(child)) return [["schema", prepare(withParsedData(child), false)]];
    if (isData(key, child)) return [[key, child]];
    if (key === "headers" && isObject(child)) return [[key, prepare(mapEntries(child, withSchema), true)]];
    return [[key, prepare(child, NAMED.has(key) && isObject(child))]];
  });
}

type Entry = readonly [key: string, value: unknown];

function mapEntries(value: JsonObject, map: (entry: Entry) => readonly Entry[]): JsonObject {
  return Object.fromEntries(Object.entries(value).flatMap(map));
}

/** A bundled document has references to other files only where nothing reads them. */
function localReference(reference: string): readonly Entry[] {
  return reference.startsWith("#/") ? [["$ref", `#/${BUNDLE}${reference.slice(1)}`]] : [];
}

/** The schema of an event whose data is parsed. */
function withParsedData(schema: JsonObject): JsonObject {
  const properties = asObject(schema.properties);
  const { contentSchema } = asObject(properties.data);
  return contentSchema === undefined
    ? schema
    : { ...schema, properties: { ...properties, data: contentSchema } };
}

/** A header whose value Prism can create. Its schema and examples may be in its `content`. */
function withSchema([name, header]: Entry): readonly Entry[] {
  const { $ref, schema, required, content, ...others } = asObject(header);
  const media = asObject(Object.values(asObject(content))[0]);
  const examples = { ...pick(media), ...pick(others) };
  const isDescribed = $ref !== undefined || Object.keys(asObject(schema)).length > 0;
  if (isDescribed || (required !== true && Object.keys(examples).length === 0)) return [[name, header]];
  const own = { ...others, ...examples, schema: media.schema ?? { type: "string" } };
  return [[name, { ...own, ...(required !== undefined && { required }) }]];
}

/** The examples of a header or a media type. */
function pick({ example, examples }: JsonObject): JsonObject {
  return { ...(example !== undefined && { example }), ...(examples !== undefined && { examples }) };
}

/** Whether a member contains data instead of a part of the document. */
function isData(key: string, value: unknown): boolean {
  return DATA.has(key) || key.startsWith("x-") || (key === "examples" && Array.isArray(value));
}

const DATA = new Set(["const", "default", "enum", "example", "value"]);

/** Members whose keys are names, such as `properties`. */
const NAMED = new Set([
  ...["$defs", "callbacks", "content", "definitions", "dependentSchemas", "encoding", "examples", "headers"],
  ...["links", "parameters", "pathItems", "paths", "patternProperties", "properties", "requestBodies"],
  ...["responses", "schemas", "securitySchemes", "webhooks"],
]);
