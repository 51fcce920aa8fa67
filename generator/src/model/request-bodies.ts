import type { RequestBodyObject, Schema, SchemaObject } from "../spec/index.ts";
import type { BodyModel } from "./api-model.ts";
import { constraintsOf } from "./constraints.ts";
import type { Located, ModelContext } from "./context.ts";
import { type ChosenMedia, chooseMedia, isTyped, unusualContentType } from "./media.ts";
import type { RawBody } from "./raw-model.ts";
import type { RawProperty } from "./raw-types.ts";
import { isBinary } from "./schema-forms.ts";
import type { TypeBuilder } from "./type-builder.ts";
import { pascalName } from "./words.ts";
import type { WrittenOperation } from "./written-operation.ts";

/**
 * Builds a request body. The properties of an object become parameters of the operation. Any other body is one parameter
 * named `body`, as is an object with a property that has the name of another parameter.
 */
export function buildBody(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
  taken: ReadonlySet<string>,
): RawBody | undefined {
  const { requestBody } = operation.value;
  if (requestBody === undefined) return undefined;
  const body = context.resolve<RequestBodyObject>(requestBody, [...operation.pointer, "requestBody"]);
  const content = { value: body.value.content ?? {}, pointer: [...body.pointer, "content"] };
  const chosen = chooseMedia(content);
  if (chosen === undefined) return undefined;
  if (!isTyped(chosen.encoding) && chosen.encoding !== "binary") {
    context.report("unsupported-media-type", { mediaType: chosen.mediaType }, chosen.media.pointer);
  }
  const properties = isTyped(chosen.encoding)
    ? spreadProperties(context, types, operation, chosen, taken)
    : undefined;
  const contentType = unusualContentType(chosen);
  const required = body.value.required === true;
  const model: BodyModel = {
    encoding: chosen.encoding,
    ...(contentType !== undefined && { contentType }),
    ...(properties === undefined && { parameter: "body" }),
    ...(!required && { optional: true as const }),
  };
  const { media, schema } = chosen;
  if (properties === undefined) {
    const description = body.value.description;
    const docs = description === undefined ? {} : { description };
    const constraints = schema === undefined ? undefined : constraintsOf(context, schema);
    return {
      model,
      media,
      schema,
      properties: [
        {
          name: "body",
          type: wholeType(types, operation, chosen),
          required,
          docs,
          place: body.pointer,
          ...(constraints !== undefined && { constraints }),
        },
      ],
    };
  }
  return {
    model,
    media,
    schema,
    properties: required ? properties : properties.map((own) => ({ ...own, required: false })),
  };
}

function spreadProperties(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
  { schema, encoding }: ChosenMedia,
  taken: ReadonlySet<string>,
): readonly RawProperty[] | undefined {
  const shape = schema === undefined ? undefined : types.objectOf(schema);
  if (shape === undefined || shape.additional !== undefined) return undefined;
  if ([...shape.properties.keys()].some((name) => taken.has(name))) return undefined;
  const properties = types.properties(shape, pascalName(operation.id));
  if (encoding === "json") return properties;
  return properties.map((property) => ({
    ...property,
    type: formType(context, property.type, shape.properties.get(property.name)),
  }));
}

/** The type of a form field. Binary data is a `Blob`. */
function formType(
  context: ModelContext,
  type: RawProperty["type"],
  schema: Located<Schema> | undefined,
): RawProperty["type"] {
  if (schema === undefined || typeof schema.value === "boolean") return type;
  const { value, pointer } = context.resolve<SchemaObject>(schema.value, schema.pointer);
  if (isBinary(value)) return { kind: "binary" };
  if (type.kind !== "array" || value.items === undefined) return type;
  return {
    kind: "array",
    items: formType(context, type.items, { value: value.items, pointer: [...pointer, "items"] }),
  };
}

function wholeType(
  types: TypeBuilder,
  { id }: WrittenOperation,
  { encoding, schema }: ChosenMedia,
): RawProperty["type"] {
  if (encoding === "binary") return { kind: "binary" };
  if (encoding === "text") return { kind: "string" };
  return schema === undefined ? { kind: "unknown" } : types.expression(schema, `${pascalName(id)}Body`);
}
