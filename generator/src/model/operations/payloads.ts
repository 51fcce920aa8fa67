import type { RawProperty } from "../../api-model/raw-types.ts";
import type { Payload } from "../../api-model/requests.ts";
import { nullable } from "../../api-model/type-expressions.ts";
import type { Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { constraintsOf } from "../schemas/reading/constraints.ts";
import { isFile } from "../schemas/reading/schema-parts.ts";
import { objectOf, propertiesOf } from "../schemas/rules/objects.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { type FormProperty, fieldEncodings, isForeign } from "./field-encodings.ts";
import { isTyped, type Media } from "./media.ts";
import { withSuffix } from "./owner-name.ts";
import type { RawPayload } from "./raw-model.ts";

/** The input for a payload, besides its media type. */
export interface PayloadSurroundings {
  /** The beginning of the names of its inline types. */
  readonly owner: string;
  /** The names of the other parameters. */
  readonly taken: ReadonlySet<string>;
  /** The parameter with the whole body, if its properties are not parameters. */
  readonly whole: Pick<RawProperty, "name" | "docs" | "place">;
  readonly required: boolean;
}

/**
 * Builds the body of one media type. The properties of an object become parameters of the operation. Any other body is one
 * parameter, as is an object with a property named like another parameter, and a required body that may be `null`. Callers
 * omit an optional one.
 */
export function buildPayload(
  context: ModelContext,
  types: TypeBuilder,
  chosen: Media,
  { owner, taken, whole, required }: PayloadSurroundings,
): RawPayload {
  const { media, schema, encoding } = chosen;
  const isSpread = isTyped(encoding) && !(required && mayBeNull(chosen));
  const spread = isSpread ? spreadProperties(context, types, owner, chosen, taken) : undefined;
  const isForm = encoding === "form" || encoding === "multipart";
  const fields = isForm ? fieldEncodings(context, chosen, spread ?? []) : [];
  const constraints = schema === undefined ? undefined : constraintsOf(context, schema);
  const constrained = constraints !== undefined && { constraints };
  const model: Payload = { encoding, ...(fields.length > 0 && { fields }) };
  if (spread !== undefined) {
    const own = spread.map(({ property }) => property);
    const bodyType = schema && types.componentType(schema);
    return {
      model: { ...model, ...constrained },
      media,
      schema,
      properties: required ? own : own.map((property) => ({ ...property, required: false })),
      ...(bodyType !== undefined && { bodyType }),
    };
  }
  const type = wholeType(context, types, owner, chosen);
  return {
    model: { ...model, parameter: whole.name },
    media,
    schema,
    properties: [{ ...whole, type, required, ...constrained }],
  };
}

/** True if the body may be the JSON value `null`. */
export function mayBeNull({ schema, encoding }: Media): boolean {
  return encoding === "json" && typeof schema?.value === "object" && schema.value.nullable === true;
}

interface SpreadProperty extends FormProperty {
  readonly property: RawProperty;
}

function spreadProperties(
  context: ModelContext,
  types: TypeBuilder,
  owner: string,
  { schema, encoding, media }: Media,
  taken: ReadonlySet<string>,
): readonly SpreadProperty[] | undefined {
  const shape = schema === undefined ? undefined : objectOf(context, schema);
  if (shape === undefined || shape.additional !== undefined || shape.patterns.size > 0) return undefined;
  if ([...shape.properties.keys()].some((name) => taken.has(name))) return undefined;
  return propertiesOf(types, shape, owner).map((property) => {
    const { name } = property;
    const own = shape.properties.get(name);
    if (encoding === "json") return { name, schema: own, property };
    const { contentType } = media.value.encoding?.[name] ?? {};
    const isText = isForeign(context, contentType, own);
    if (isText) {
      const facts = { mediaType: String(contentType) };
      context.report("unsupported-media-type", facts, [...media.pointer, "encoding", name]);
    }
    const type = formType(context, property.type, own, isText);
    return { name, schema: own, property: { ...property, type } };
  });
}

/** The type of a form field. Binary data is a `Blob`. An object in a format that the SDK cannot encode is a string. */
function formType(
  context: ModelContext,
  type: RawProperty["type"],
  schema: Located<Schema> | undefined,
  isText: boolean,
): RawProperty["type"] {
  if (schema === undefined || typeof schema.value === "boolean") return type;
  if (isFile(context, schema)) {
    const hasNull = type.kind === "union" && type.members.some(({ kind }) => kind === "null");
    return hasNull ? nullable({ kind: "binary" }) : { kind: "binary" };
  }
  const { value, pointer } = context.resolve<SchemaObject>(schema.value, schema.pointer);
  if (type.kind === "array" && value.items !== undefined) {
    const items = { value: value.items, pointer: [...pointer, "items"] };
    return { kind: "array", items: formType(context, type.items, items, isText) };
  }
  return isText ? { kind: "string" } : type;
}

function wholeType(
  context: ModelContext,
  types: TypeBuilder,
  owner: string,
  { encoding, schema }: Media,
): RawProperty["type"] {
  if (encoding === "binary") return { kind: "binary" };
  if (encoding === "text") return { kind: "string" };
  if (schema === undefined) return { kind: "unknown" };
  const type = types.expression(schema, withSuffix(owner, "Body", "Request"));
  if (encoding === "json" || type.kind !== "map") return type;
  const { value, pointer } = context.resolve<SchemaObject>(schema.value as SchemaObject, schema.pointer);
  const values = { value: value.additionalProperties ?? true, pointer };
  return { kind: "map", values: formType(context, type.values, values, false) };
}
