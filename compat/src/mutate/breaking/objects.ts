import { asList, asObject, type Json, type JsonObject, objectAt } from "../../document/json.ts";
import { schemasOf } from "../../document/schemas.ts";
import { titleOf } from "../../document/titles.ts";
import { newAttribute, newInput } from "../additive/attributes.ts";
import { markOf } from "../additive/new-schemas.ts";
import { newEnumValue, newVariant } from "../additive/values.ts";
import type { Draft, Mutation } from "../mutation.ts";
import type { BreakingKind } from "./breaking-kind.ts";

/** Changes that break code that uses a type or its values. */
export const brokenObjects: readonly BreakingKind[] = [
  {
    name: "required-attribute",
    title: "new attribute required, without x-since",
    places: newAttribute.places,
    apply: addRequired,
  },
  {
    name: "required-input",
    title: "new property of a request required",
    places: newInput.places,
    apply: (draft, mutation) => {
      addRequired(draft, mutation);
      // An optional body would make all of its properties optional.
      const body = mutation.place.pointer.replace(/\/content\/.*$/, "");
      if (body.endsWith("/requestBody")) objectAt(draft.document, body).required = true;
    },
  },
  {
    name: "enum-value-removed",
    title: "value of an enum removed",
    places: newEnumValue.places,
    apply: ({ document }, { place }) => {
      const schema = objectAt(document, place.pointer);
      schema.enum = asList(schema.enum).slice(1);
    },
  },
  {
    name: "enum-value-renamed",
    title: "value of an enum renamed",
    places: newEnumValue.places,
    apply: ({ document }, mutation) => {
      const schema = objectAt(document, mutation.place.pointer);
      const [first, ...others] = asList(schema.enum);
      schema.enum = [typeof first === "number" ? 1_000_000 : markOf(mutation), ...others];
    },
  },
  {
    name: "variant-removed",
    title: "variant of a union removed",
    places: newVariant.places,
    apply: ({ document }, { place }) => {
      const schema = objectAt(document, place.pointer);
      const keyword = schema.oneOf === undefined ? "anyOf" : "oneOf";
      schema[keyword] = asList(schema[keyword]).slice(1);
    },
  },
  {
    name: "constant",
    title: "constant changed",
    places: ({ document }) =>
      schemasOf(document)
        .filter(({ pointer, schema }) => typeof schema.const === "string" && pointer.endsWith("/object"))
        .map(({ pointer }) => ({ pointer, title: titleOf(pointer) })),
    apply: ({ document }, mutation) => {
      objectAt(document, mutation.place.pointer).const = markOf(mutation);
    },
  },
  {
    name: "list-to-one",
    title: "array in a response became a single item",
    places: ({ document }) =>
      schemasOf(document)
        .filter(({ schema, directions, pointer }) => {
          const isProperty = /\/properties\/(?!data$)[^/]+$/.test(pointer);
          return schema.type === "array" && isProperty && !directions.has("request");
        })
        .map(({ pointer }) => ({ pointer, title: titleOf(pointer) })),
    apply: ({ document }, { place }) => {
      const schema = objectAt(document, place.pointer);
      const items = asObject(schema.items);
      for (const key of Object.keys(schema)) delete schema[key];
      Object.assign(schema, structuredClone(items));
    },
  },
  {
    name: "type-renamed",
    title: "type renamed",
    places: ({ document }) => {
      const text = withoutParents(document);
      return schemasOf(document)
        .filter(
          ({ pointer, schema }) => /^\/components\/schemas\/[^/]+$/.test(pointer) && isPlainObject(schema),
        )
        .filter(({ directions, pointer }) => !directions.has("request") && text.includes(`"#${pointer}"`))
        .map(({ pointer }) => ({ pointer, title: titleOf(pointer) }));
    },
    apply: (draft, mutation) => {
      const name = mutation.place.pointer.split("/").at(-1) ?? "";
      const text = JSON.stringify(draft.document).replaceAll(
        `"#/components/schemas/${name}"`,
        `"#/components/schemas/Renamed${mutation.serial}"`,
      );
      const document = JSON.parse(text) as JsonObject;
      const schemas = objectAt(document, "/components/schemas");
      schemas[`Renamed${mutation.serial}`] = schemas[name] ?? {};
      delete schemas[name];
      Object.assign(draft.document, document);
    },
  },
];

function addRequired({ document }: Draft, mutation: Mutation): void {
  const object = objectAt(document, mutation.place.pointer);
  object.properties = { ...asObject(object.properties), [markOf(mutation)]: { type: "string" } };
  object.required = [...asList(object.required), markOf(mutation)];
}

function isPlainObject(schema: JsonObject): boolean {
  return Object.keys(asObject(schema.properties)).length > 0;
}

/**
 * The document as JSON, without the references by which schemas extend others. A component that others only extend is not a type of the
 * packages: they have its properties as their own.
 */
function withoutParents(document: JsonObject): string {
  const isOwn = (member: Json) => asObject(member).$ref === undefined;
  return JSON.stringify(document, (key, value) => (key === "allOf" ? asList(value).filter(isOwn) : value));
}
