import { asList, asObject, below, isObject, type Json, type JsonObject, objectAt } from "../document/json.ts";
import { operationsOf } from "../document/operations.ts";
import { schemasOf } from "../document/schemas.ts";
import { resolve } from "../document/unions.ts";

/** The prefix of new names. */
export const MARK: RegExp = /\bnew\d+\b/g;

/**
 * Completes the examples of responses and events: adds each missing property, and uses the new value of each enum.
 */
export function withNewAnswers(document: JsonObject): JsonObject {
  const copy = structuredClone(document);
  for (const { pointer, operation, isEvent } of operationsOf(copy)) {
    const places = isEvent
      ? [below(pointer, "requestBody")]
      : Object.keys(asObject(operation.responses)).map((status) => below(pointer, "responses", status));
    for (const place of places) completeContent(copy, resolve(copy, objectAt(copy, place)));
  }
  // The mock prefers the examples of a schema to those of a response.
  for (const { schema, directions } of schemasOf(copy)) {
    if (schema.examples === undefined || !directions.has("response")) continue;
    schema.examples = asList(schema.examples).map((example) => complete(copy, schema, example));
  }
  return copy;
}

function completeContent(document: JsonObject, { content }: JsonObject): void {
  for (const media of Object.values(asObject(content)).map(asObject)) {
    const { schema, example, examples } = media;
    if (schema === undefined) continue;
    if (example !== undefined || examples === undefined) media.example = complete(document, schema, example);
    for (const named of Object.values(asObject(examples)).map(asObject)) {
      named.value = complete(document, schema, named.value);
    }
  }
}

/** Recursive schemas have no complete value, so the depth is limited. */
const DEEPEST = 20;

/** The value with all properties of its schema, or a new value if there is none. */
function complete(document: JsonObject, written: Json, value: Json | undefined, depth = 0): Json {
  const schema = resolve(document, written);
  if (value === undefined || value === null)
    return depth > DEEPEST ? null : sampleOf(document, schema, depth);
  const parts = asList(schema.allOf);
  const whole = parts.reduce<Json>((sum, part) => complete(document, part, sum, depth), value);
  const variant = variantOf(document, schema, whole);
  if (variant !== undefined) return complete(document, variant, whole, depth);
  if (Array.isArray(whole)) {
    const items = schema.items;
    if (items === undefined) return whole;
    return (whole.length === 0 ? [undefined] : whole).map((item) =>
      complete(document, items, item, depth + 1),
    );
  }
  if (isObject(whole)) return completeObject(document, schema, whole, depth);
  return newest(schema) ?? whole;
}

function completeObject(
  document: JsonObject,
  schema: JsonObject,
  value: JsonObject,
  depth: number,
): JsonObject {
  const known = Object.entries(asObject(schema.properties)).map(([name, property]) => [
    name,
    complete(document, property, value[name], depth + 1),
  ]);
  const others = Object.entries(value)
    .filter(([name]) => asObject(schema.properties)[name] === undefined)
    .map(([name, other]) => [
      name,
      isObject(schema.additionalProperties)
        ? complete(document, schema.additionalProperties, other, depth + 1)
        : other,
    ]);
  return Object.fromEntries([...known, ...others]) as JsonObject;
}

/** The member of a union for a value, by its constants or its type. */
function variantOf(document: JsonObject, schema: JsonObject, value: Json): Json | undefined {
  const members = asList(schema.oneOf ?? schema.anyOf);
  return members.find((member) => {
    const { type, properties, enum: values, allOf } = resolve(document, member);
    if (values !== undefined || typeof value !== "object") {
      return type === (typeof value === "number" ? "number" : typeof value) || asList(values).includes(value);
    }
    if (Array.isArray(value)) return type === "array";
    if (value === null || (properties === undefined && allOf === undefined && type !== "object"))
      return false;
    return Object.entries(asObject(properties)).every(([name, property]) => {
      const constant = asObject(property).const;
      return constant === undefined || constant === (value as JsonObject)[name];
    });
  });
}

/** The new value of an enum. */
function newest(schema: JsonObject): Json | undefined {
  return asList(schema.enum).findLast((value) => typeof value === "string" && value.match(MARK) !== null);
}

const FORMATS: { readonly [format: string]: string } = {
  uuid: "9b1f0a4e-3c7d-4e52-a8f6-1d2b3c4e5f60",
  "date-time": "2026-01-31T12:00:00Z",
  date: "2026-01-31",
  uri: "https://example.com",
  email: "ada@acme.example",
};

/** A value of a schema with all properties. */
function sampleOf(document: JsonObject, schema: JsonObject, depth: number): Json {
  const [example] = asList(schema.examples);
  if (example !== undefined && example !== null) return complete(document, schema, example, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return newest(schema) ?? asList(schema.enum)[0] ?? null;
  if (schema.allOf !== undefined) return complete(document, schema, {}, depth + 1);
  const variants = asList(schema.oneOf ?? schema.anyOf).map((member) => resolve(document, member));
  const variant = variants.find(({ type }) => type !== "null");
  if (variant !== undefined) return complete(document, variant, undefined, depth + 1);
  const [type] = [schema.type ?? "object"].flat().filter((each) => each !== "null");
  switch (type) {
    case "string":
      return FORMATS[String(schema.format)] ?? "text";
    case "integer":
    case "number":
      return typeof schema.minimum === "number" ? schema.minimum : 1;
    case "boolean":
      return true;
    case "array":
      return complete(document, schema, [], depth + 1);
    default:
      return complete(document, schema, {}, depth + 1);
  }
}
