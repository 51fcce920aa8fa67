import type { FieldEncoding } from "../../api-model/requests.ts";
import type { EncodingObject, HeaderObject, Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { holdsFile, partsOf } from "../schemas/reading/schema-parts.ts";
import { isHeaderName } from "./header-names.ts";
import { isJson, type Media } from "./media.ts";
import { queryStyle } from "./parameters.ts";

/** A property of a form. */
export interface FormProperty {
  readonly name: string;
  readonly schema: Located<Schema> | undefined;
}

/** The encodings of a form that differ from the default of their properties, in the order of the properties. */
export function fieldEncodings(
  context: ModelContext,
  { media }: Media,
  properties: readonly FormProperty[],
): readonly FieldEncoding[] {
  const written = Object.entries(media.value.encoding ?? {});
  const known = new Map(properties.map(({ name, schema }) => [name, schema]));
  const order = [...known.keys()];
  return written
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .flatMap(([name, value]) => {
      const pointer = [...media.pointer, "encoding", name];
      const schema = known.get(name);
      const encoding = {
        ...styleOf(context, value, schema),
        ...contentTypeOf(context, value, schema),
        ...headersOf(context, { value, pointer }),
      };
      return Object.keys(encoding).length === 0 ? [] : [{ name, ...encoding }];
    });
}

/** True if a property is text in a format that the SDK cannot encode. */
export function isForeign(
  context: ModelContext,
  contentType: string | undefined,
  schema: Located<Schema> | undefined,
): boolean {
  if (contentType === undefined || contentType.split(",").some(isJson)) return false;
  return partsOf(context, itemsOrSelf(context, schema)).object && !holdsFile(context, schema);
}

function styleOf(
  context: ModelContext,
  { style, explode, allowReserved }: EncodingObject,
  schema: Located<Schema> | undefined,
): Omit<FieldEncoding, "name"> {
  if (style === undefined && explode === undefined && allowReserved === undefined) return {};
  const { array, object } = partsOf(context, schema);
  const own = queryStyle(style, explode);
  const reserved = allowReserved === true ? { allowReserved } : {};
  // An array repeats its name by default, an object is JSON.
  const isUsual = Object.keys(own).length === 0 && !object && allowReserved !== true;
  if (isUsual || !(array || object || allowReserved)) return {};
  return { style: own.style ?? "form", ...own, ...reserved };
}

function contentTypeOf(
  context: ModelContext,
  { contentType }: EncodingObject,
  schema: Located<Schema> | undefined,
): Omit<FieldEncoding, "name"> {
  if (contentType === undefined || !/^[ -~]+$/.test(contentType)) return {};
  const { object } = partsOf(context, itemsOrSelf(context, schema));
  const usual = holdsFile(context, schema)
    ? "application/octet-stream"
    : object
      ? "application/json"
      : "text/plain";
  return contentType === usual ? {} : { contentType };
}

/** Headers with one possible value. Others are reported, because callers cannot set them. */
function headersOf(
  context: ModelContext,
  { value, pointer }: Located<EncodingObject>,
): Omit<FieldEncoding, "name"> {
  const entries = Object.entries(value.headers ?? {}).flatMap(([name, header]) => {
    const place = [...pointer, "headers", name];
    if (name.toLowerCase() === "content-type") return [];
    if (!isHeaderName(name)) {
      context.report("unsendable-header", { name }, place);
      return [];
    }
    const { value: own } = context.resolve<HeaderObject>(header, place);
    const schema = context.resolve<SchemaObject>((own.schema || {}) as SchemaObject, place).value;
    const fixed = schema.const ?? (schema.enum?.length === 1 ? schema.enum[0] : schema.default);
    if (["string", "number", "boolean"].includes(typeof fixed) && /^[ -~]*$/.test(`${fixed}`)) {
      return [[name, `${fixed}`] as const];
    }
    context.report("unsupported-part-header", { name }, place);
    return [];
  });
  return entries.length === 0 ? {} : { headers: Object.fromEntries(entries) };
}

/** The items of an array are separate parts. */
function itemsOrSelf(
  context: ModelContext,
  schema: Located<Schema> | undefined,
): Located<Schema> | undefined {
  if (schema === undefined || typeof schema.value === "boolean") return schema;
  const { value, pointer } = context.resolve<SchemaObject>(schema.value, schema.pointer);
  return value.items === undefined ? schema : { value: value.items, pointer: [...pointer, "items"] };
}
