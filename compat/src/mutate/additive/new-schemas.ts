import type { Json, JsonObject } from "../../document/json.ts";

/** A new schema, and a recognizable value of it. */
export interface NewSchema {
  readonly schema: JsonObject;
  readonly sample: Json;
}

/**
 * Creates a new schema and a value of it.
 *
 * @param form Selects one of ten forms. Any integer.
 * @param mark A string that occurs nowhere else in the document, such as `new17`.
 */
export function newSchema(form: number, mark: string): NewSchema {
  const object: JsonObject = {
    type: "object",
    required: ["mark"],
    properties: { mark: { type: "string" }, level: { type: "string", enum: ["low", "high"] } },
  };
  const forms: readonly NewSchema[] = [
    { schema: { type: "string" }, sample: mark },
    { schema: { type: ["string", "null"] }, sample: mark },
    { schema: { type: "string", enum: [mark, `${mark}Other`] }, sample: mark },
    { schema: object, sample: { mark, level: "low" } },
    { schema: { type: "array", items: { type: "string" } }, sample: [mark] },
    { schema: { type: "array", items: object }, sample: [{ mark, level: "high" }] },
    { schema: { type: "object", additionalProperties: { type: "string" } }, sample: { [mark]: mark } },
    { schema: { oneOf: [{ type: "string" }, { type: "number" }] }, sample: mark },
    { schema: { oneOf: [object, { type: "null" }] }, sample: { mark } },
    { schema: { type: "object", properties: { of: object } }, sample: { of: { mark, level: "low" } } },
  ];
  const { schema, sample } = forms[form % forms.length] as NewSchema;
  const words = { description: "Something that is new.", examples: [sample] };
  return { schema: { ...structuredClone(schema), ...words }, sample };
}

/** The name of what a mutation adds. */
export function markOf({ serial }: { readonly serial: number }): string {
  return `new${serial}`;
}

/** The API version with the mutations, used in `x-since`. */
export const NEXT_VERSION = "1.1.0";
