import type { IMediaTypeContent } from "@stoplight/types";
import { type JsonObject, parseJson } from "./json.js";
import { type Fields, readFields } from "./parameter-styles.js";
import { shapeOf } from "./schema-shape.js";

/**
 * Builds the object of a form, with strings as leaves. If the document defines no style for a property, an object
 * may be JSON, `name[key]=value`, or a field for each of its properties.
 *
 * @throws StyleError when a value is nested too deeply.
 */
export function readForm(content: IMediaTypeContent, fields: Fields, bundle: JsonObject): JsonObject {
  const { properties } = shapeOf(content.schema, bundle);
  const known = [...properties].map(([name, schema]) => [
    name,
    readProperty(content, name, schema, fields, bundle),
  ]);
  const others = fields.filter(([name]) => !properties.has(name.replace(/\[.*/, "")));
  const all = [...others, ...known.filter(([, value]) => value !== undefined)];
  return Object.fromEntries(all);
}

function readProperty(
  content: IMediaTypeContent,
  name: string,
  schema: unknown,
  fields: Fields,
  bundle: JsonObject,
): unknown {
  const encoding = content.encodings?.find(({ property }) => property === name);
  if (encoding?.style !== undefined) {
    const { style, explode = String(style) === "form" } = encoding;
    return readFields({ name, style, explode, schema, bundle }, fields);
  }
  const { kind, items } = shapeOf(schema, bundle);
  const own = fields.filter(([each]) => each === name).map(([, value]) => parseObject(value));
  if (kind === "object" && own.length === 1) return own[0];
  if (kind === "array" && own.length > 0 && shapeOf(items, bundle).kind === "object") return own;
  const isBracketed = fields.some(([each]) => each.startsWith(`${name}[`));
  const style = isBracketed ? "deepObject" : "form";
  return readFields({ name, style, explode: !isBracketed, schema, bundle }, fields);
}

/** The object that a text is the JSON of; for other texts, the text itself. */
function parseObject(text: string): unknown {
  if (!text.trimStart().startsWith("{")) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
