import { asList, asObject, isObject, type JsonObject, objectAt } from "../../document/json.ts";
import { schemasOf } from "../../document/schemas.ts";
import { titleOf } from "../../document/titles.ts";
import { discriminatorOf } from "../../document/unions.ts";
import type { MutationKind } from "../mutation.ts";
import { markOf } from "./new-schemas.ts";

/** Adds an enum value. A `const` is not an enum, and is not changed. */
export const newEnumValue: MutationKind = {
  name: "enum-value",
  title: "value of an enum",
  places: ({ document }) =>
    schemasOf(document)
      .filter(({ schema }) => asList(schema.enum).some((value) => value !== null))
      .map(({ pointer }) => ({ pointer, title: titleOf(pointer) })),
  apply: ({ document }, mutation) => {
    const schema = objectAt(document, mutation.place.pointer);
    const isNumber = asList(schema.enum).every((value) => typeof value === "number");
    schema.enum = [...asList(schema.enum), isNumber ? 1_000_000 + mutation.serial : markOf(mutation)];
  },
};

/** Adds a variant to a discriminated union. */
export const newVariant: MutationKind = {
  name: "variant",
  title: "variant of a union",
  places: ({ document }) =>
    schemasOf(document)
      .filter(({ schema }) => discriminatorOf(document, schema) !== undefined)
      .map(({ pointer }) => ({ pointer, title: titleOf(pointer) })),
  apply: ({ document }, mutation) => {
    const schema = objectAt(document, mutation.place.pointer);
    const keyword = schema.oneOf === undefined ? "anyOf" : "oneOf";
    const property = discriminatorOf(document, schema) ?? "type";
    const mark = markOf(mutation);
    const variant: JsonObject = {
      type: "object",
      required: [property, "mark"],
      properties: { [property]: { const: mark }, mark: { type: "string" } },
      examples: [{ [property]: mark, mark }],
    };
    objectAt(document, "/components/schemas")[`Variant${mutation.serial}`] = variant;
    const reference = `#/components/schemas/Variant${mutation.serial}`;
    schema[keyword] = [...asList(schema[keyword]), { $ref: reference }];
    const mapping = asObject(schema.discriminator).mapping;
    if (isObject(mapping)) mapping[mark] = reference;
  },
};
