import {
  type BodyEncoder,
  checkSendable,
  deepParts,
  type FieldEncoding,
  type FormField,
  fieldText,
  hasParts,
  itemsOf,
  multipartOf,
  partsOf,
  styledQuery,
  valueText,
} from "../operations/index.js";

/**
 * Encodes the body of operations with `body: "form"` and `fields`. Properties with a style are encoded in it, such as
 * `address[city]=Rome`; others as in `formBody`.
 */
export const styledForm: BodyEncoder = (value, where = "body:", fields = []) => ({
  content: propertiesOf(value, fields)
    .flatMap((field) => (field[2]?.style ? styledPairs(where, field) : itemsOf(field).map(pairOf(where))))
    .join("&"),
  contentType: "application/x-www-form-urlencoded",
});

/**
 * Encodes the body of operations with `body: "multipart"` and `fields`. Parts have the content type and headers of their
 * encoding, and properties with a style are encoded in it; others as in `multipartBody`.
 */
export const styledMultipart: BodyEncoder = (value, where = "body:", fields = [], type) =>
  multipartOf(
    where,
    propertiesOf(value, fields).flatMap((field) =>
      field[2]?.style ? styledParts(where, field) : itemsOf(field),
    ),
    type,
  );

function propertiesOf(form: unknown, fields: readonly FieldEncoding[]): readonly FormField[] {
  return Object.entries(form as object).map(([name, value]) => [
    name,
    value,
    fields.find((field) => field.name === name),
  ]);
}

function pairOf(where: string): (field: FormField) => string {
  return (field) => `${encodeURIComponent(field[0])}=${encodeURIComponent(fieldText(where, field))}`;
}

function styledPairs(where: string, [name, value, encoding]: FormField): readonly string[] {
  checkSendable(where, name, value, false);
  // Rejects values without a text form, such as files.
  for (const leaf of deepParts(name, value)) fieldText(where, leaf);
  const { style = "form", explode = style === "form", allowReserved } = encoding ?? {};
  return styledQuery({ name, style, explode, ...(allowReserved && { allowReserved }) }, value);
}

/** The parts of a property with a style. Files are not split. */
function styledParts(where: string, field: FormField): readonly FormField[] {
  const [name, value, encoding] = field;
  const { style = "form", explode = style === "form" } = encoding ?? {};
  const leaves = deepParts(name, value);
  if (style === "deepObject") return leaves.map(([key, part]) => [key, part, encoding]);
  const isWhole = !hasParts(value) || leaves[0]?.[0] === name;
  if (isWhole || (explode && Array.isArray(value))) return itemsOf(field);
  checkSendable(where, name, value, false);
  const parts = partsOf(value);
  if (explode) return parts.map(([key, part]) => [key, part, encoding]);
  const list = Array.isArray(value) ? parts.map(([, item]) => item) : parts.flat();
  return parts.length === 0 ? [] : [[name, list.map(valueText).join(SEPARATORS[style]), encoding]];
}

const SEPARATORS = { form: ",", spaceDelimited: " ", pipeDelimited: "|" } as const;
