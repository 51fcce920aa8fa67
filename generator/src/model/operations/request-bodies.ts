import type { BodyModel } from "../../api-model/api-model.ts";
import type { RawProperty } from "../../api-model/raw-types.ts";
import { nullable } from "../../api-model/type-expressions.ts";
import type { ParameterObject, RequestBodyObject, Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { constraintsOf } from "../schemas/reading/constraints.ts";
import { isFile } from "../schemas/reading/schema-parts.ts";
import { objectOf, propertiesOf } from "../schemas/rules/objects.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { argumentNames } from "./argument-names.ts";
import { type FormProperty, fieldEncodings, isForeign } from "./field-encodings.ts";
import { type ChosenMedia, chooseBody, isTyped, type Media, unusualContentType } from "./media.ts";
import { ownerName, withSuffix } from "./owner-name.ts";
import type { RawBody } from "./raw-model.ts";
import { canHaveBody, type WrittenOperation } from "./written-operation.ts";

/**
 * Builds a request body. The properties of an object become parameters of the operation. Any other body is one parameter
 * named `body`, as is an object with a property that has the name of another parameter.
 *
 * @param parameters The other parameters of the operation.
 */
export function buildBody(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
  parameters: readonly Located<ParameterObject>[],
): RawBody | undefined {
  const { requestBody } = operation.value;
  if (requestBody === undefined) return undefined;
  const body = context.resolve<RequestBodyObject>(requestBody, [...operation.pointer, "requestBody"]);
  const content = { value: body.value.content ?? {}, pointer: [...body.pointer, "content"] };
  const chosen = chooseBody(context, content);
  if (chosen === undefined) return undefined;
  if (!canHaveBody(operation.method)) {
    context.report("unsendable-body", { method: operation.method }, body.pointer);
    return undefined;
  }
  reportMedia(context, chosen);
  const owner = ownerName(context, body.pointer, operation.id);
  const properties = isTyped(chosen.encoding)
    ? spreadProperties(context, types, owner, chosen, new Set(argumentNames(parameters).values()))
    : undefined;
  const required = body.value.required === true;
  const model = bodyModel(context, chosen, required, properties);
  const { media, schema } = chosen;
  if (properties !== undefined) {
    const own = properties.map(({ property }) => property);
    return {
      model,
      media,
      schema,
      properties: required ? own : own.map((property) => ({ ...property, required: false })),
    };
  }
  const description = body.value.description;
  const constraints = schema === undefined ? undefined : constraintsOf(context, schema);
  const name = bodyName(parameters);
  const whole: RawProperty = {
    name,
    type: wholeType(context, types, owner, chosen),
    required,
    docs: description === undefined ? {} : { description },
    place: body.pointer,
    ...(constraints !== undefined && { constraints }),
  };
  return { model: { ...model, parameter: name }, media, schema, properties: [whole] };
}

/** The parameter with a whole body: `body`, unless a parameter of the path has that name. */
function bodyName(parameters: readonly Located<ParameterObject>[]): string {
  const inPath = new Set(parameters.flatMap(({ value }) => (value.in === "path" ? value.name : [])));
  let name = "body";
  for (let number = 1; inPath.has(name); number += 1) name = `requestBody${number === 1 ? "" : number}`;
  return name;
}

/** Reports media types that the SDK does not send, and the chosen one if the SDK cannot encode it. */
function reportMedia(context: ModelContext, { mediaType, encoding, media, others }: ChosenMedia): void {
  if (!isTyped(encoding) && encoding !== "binary") {
    context.report("unsupported-media-type", { mediaType }, media.pointer);
  }
  if (media.value.itemSchema !== undefined) {
    const facts = { name: "itemSchema", reason: "the SDK sends the body as a whole" };
    context.report("unused-member", facts, [...media.pointer, "itemSchema"]);
  }
  if (others.length === 0) return;
  const unused = others.map((other) => other.mediaType).join(", ");
  context.report("unused-media-type", { unused, used: mediaType, what: "bodies" }, media.pointer);
}

interface SpreadProperty extends FormProperty {
  readonly property: RawProperty;
}

function bodyModel(
  context: ModelContext,
  chosen: ChosenMedia,
  required: boolean,
  properties: readonly SpreadProperty[] | undefined,
): BodyModel {
  const { encoding, others, schema } = chosen;
  const contentType = unusualContentType(chosen);
  const isSpread = properties !== undefined && schema !== undefined;
  const constraints = isSpread ? constraintsOf(context, schema) : undefined;
  const isForm = encoding === "form" || encoding === "multipart";
  const fields = isForm ? fieldEncodings(context, chosen, properties ?? []) : [];
  return {
    encoding,
    ...(contentType !== undefined && { contentType }),
    ...(fields.length > 0 && { fields }),
    ...(others.length > 0 && { unused: others.map(({ mediaType }) => mediaType).sort() }),
    ...(!required && { optional: true as const }),
    ...(constraints !== undefined && { constraints }),
  };
}

function spreadProperties(
  context: ModelContext,
  types: TypeBuilder,
  owner: string,
  { schema, encoding, media }: ChosenMedia,
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
