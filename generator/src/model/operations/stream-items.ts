import type { StreamFormat } from "../../api-model/calls.ts";
import type { MediaTypeObject, Schema, SchemaObject, StreamExtension } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { isUnion } from "../schemas/reading/object-shape.ts";

/** The schema of the items of a stream. */
export interface ItemSchema {
  readonly schema: Located<Schema>;
  /** The items are text, not JSON. */
  readonly isText: boolean;
  /** The schema describes whole events, each with its name and data. */
  readonly isWhole: boolean;
}

/** The explicit meaning of the schema of a stream, if the document states it. */
export type Described = StreamExtension["schema"];

/**
 * The schema of the items of a stream: `itemSchema`, or else `schema`, in which documents before OpenAPI 3.2 describe an item or an
 * array of items. For events with the members `event`, `data`, `id` and `retry`, it is the schema of `data`. If several such events are
 * described, the items are the whole events, since the data depends on the event name.
 */
export function itemSchema(
  context: ModelContext,
  { value, pointer }: Located<MediaTypeObject>,
  format: StreamFormat,
  described?: Described,
): ItemSchema | undefined {
  const item = itemOf(context, value, pointer);
  if (item === undefined) return undefined;
  if (format !== "eventStream" || described === "data") return jsonOrText(context, item, format);
  const variants = eventVariants(context, item);
  if (variants !== undefined) return { schema: item, isText: isString(context, variants), isWhole: true };
  const members = membersOf(context, item);
  const events = members.flatMap((member) => dataOf(context, member) ?? []);
  const [only] = events;
  if (only === undefined || events.length < members.length) return jsonOrText(context, item, format);
  // The specification defines the meaning of `itemSchema`. `schema` may also describe the data.
  if (value.itemSchema === undefined && described === undefined) {
    const items = events.length === 1 ? "what `data` describes" : "whole events";
    context.report("stream-of-events", { items }, item.pointer);
  }
  if (events.length === 1) return jsonOrText(context, parsedData(context, only), format);
  return { schema: item, isText: events.some((data) => isString(context, data)), isWhole: true };
}

function itemOf(
  context: ModelContext,
  { itemSchema: item, schema }: MediaTypeObject,
  pointer: Located<unknown>["pointer"],
): Located<Schema> | undefined {
  if (item !== undefined) return { value: item, pointer: [...pointer, "itemSchema"] };
  if (schema === undefined) return undefined;
  const whole = { value: schema, pointer: [...pointer, "schema"] };
  const { value, pointer: place } = resolved(context, whole);
  return value.type === "array" && value.items !== undefined
    ? { value: value.items, pointer: [...place, "items"] }
    : whole;
}

function jsonOrText(context: ModelContext, schema: Located<Schema>, format: StreamFormat): ItemSchema {
  return { schema, isText: format === "eventStream" && isString(context, schema), isWhole: false };
}

/**
 * The data of an event whose names and data are distinguished by a union next to its properties, as OpenAPI 3.2 shows:
 * `{ properties: { event, data }, oneOf: [...] }`. `undefined` for another schema.
 */
function eventVariants(context: ModelContext, schema: Located<Schema>): Located<Schema> | undefined {
  const { value, pointer } = resolved(context, schema);
  const parts = (value.allOf ?? []).map((part, index) =>
    resolved(context, { value: part, pointer: [...pointer, "allOf", index] }),
  );
  const base = parts.find((part) => part.value.properties?.event !== undefined);
  const union = parts.find((part) => part !== base && isUnion(part.value));
  if (base === undefined || union === undefined) return undefined;
  const areEvents = membersOf(context, union).every((variant) => dataOf(context, variant) !== undefined);
  return areEvents ? dataOf(context, base) : undefined;
}

/** The members of a union; otherwise the schema itself. */
function membersOf(context: ModelContext, schema: Located<Schema>): readonly Located<Schema>[] {
  const { value, pointer } = resolved(context, schema);
  const key = value.oneOf === undefined ? "anyOf" : "oneOf";
  const members = value[key];
  if (members === undefined || value.properties !== undefined) return [schema];
  return members.map((member, index) => ({ value: member, pointer: [...pointer, key, index] }));
}

/** The schema of the data of an event; undefined if the schema is not that of an event. */
function dataOf(context: ModelContext, schema: Located<Schema>): Located<Schema> | undefined {
  const { value, pointer } = resolved(context, schema);
  const { data, ...others } = value.properties ?? {};
  if (data === undefined || !Object.keys(others).every((name) => EVENT.has(name))) return undefined;
  return { value: data, pointer: [...pointer, "properties", "data"] };
}

const EVENT = new Set(["event", "id", "retry"]);

/** Data that is a string of JSON has the schema of that JSON. */
function parsedData(context: ModelContext, schema: Located<Schema>): Located<Schema> {
  const { value, pointer } = resolved(context, schema);
  const { contentSchema, contentMediaType = "" } = value;
  if (contentSchema === undefined || !/[/+]json$/.test(contentMediaType)) return schema;
  return { value: contentSchema, pointer: [...pointer, "contentSchema"] };
}

function isString(context: ModelContext, schema: Located<Schema>): boolean {
  return [resolved(context, schema).value.type].flat().every((type) => type === "string");
}

function resolved(context: ModelContext, { value, pointer }: Located<Schema>): Located<SchemaObject> {
  return typeof value === "boolean" ? { value: {}, pointer } : context.resolve<SchemaObject>(value, pointer);
}
