import type { Json, JsonObject } from "../../document/json.ts";

/** A schema that is new, and a value of it that tells that it is. */
export interface NewSchema {
  readonly schema: JsonObject;
  readonly sample: Json;
}

/**
 * A schema for what is new, and a value of it.
 *
 * @param form which of ten forms; any whole number.
 * @param mark a text that is nowhere else in the document, such as `new17`.
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

/** What a mutation calls the thing that it adds. */
export function markOf({ serial }: { readonly serial: number }): string {
  return `new${serial}`;
}

/** The version of the API that has the mutations, and that `x-since` names. */
export const NEXT_VERSION = "1.1.0";
