import { asList, asObject, below, isObject, type JsonObject, objectAt } from "../../document/json.ts";
import { type Direction, schemasOf } from "../../document/schemas.ts";
import { titleOf } from "../../document/titles.ts";
import type { Draft, Place } from "../mutation.ts";
import type { BreakingKind } from "./breaking-kind.ts";

/** Changes that break code that reads a property or creates the type. */
export const brokenAttributes: readonly BreakingKind[] = [
  {
    name: "attribute-removed",
    title: "attribute of a response removed",
    places: propertiesThat({ way: "response" }),
    apply: (draft, { place }) => remove(draft, place),
  },
  {
    name: "attribute-renamed",
    title: "attribute of a response renamed",
    places: propertiesThat({ way: "response" }),
    apply: (draft, { place, serial }) => rename(draft, place, `renamed${serial}`),
  },
  {
    name: "attribute-type",
    title: "attribute of a response has another type",
    places: propertiesThat({ way: "response", isText: true }),
    apply: (draft, { place }) => replace(draft, place, () => ({ type: "integer" })),
  },
  {
    name: "attribute-null",
    title: "attribute of a response nullable",
    places: propertiesThat({ way: "response", isText: true }),
    apply: (draft, { place }) => replace(draft, place, (schema) => ({ ...schema, type: ["string", "null"] })),
  },
  {
    name: "attribute-optional",
    title: "attribute of a response optional",
    places: propertiesThat({ way: "response", required: true }),
    apply: (draft, { place }) => require(draft, place, false),
  },
  {
    name: "attribute-required",
    title: "attribute of a response required, without x-since",
    places: propertiesThat({ way: "response", required: false }),
    apply: (draft, { place }) => require(draft, place, true),
  },
];

/** Changes that break code that sends requests. */
export const brokenInputs: readonly BreakingKind[] = [
  {
    name: "input-removed",
    title: "property of a request removed",
    places: propertiesThat({ way: "request" }),
    apply: (draft, { place }) => remove(draft, place),
  },
  {
    name: "input-type",
    title: "property of a request of another type",
    places: propertiesThat({ way: "request", isText: true }),
    apply: (draft, { place }) => replace(draft, place, () => ({ type: "boolean" })),
  },
  {
    name: "input-narrowed",
    title: "property of a request narrowed to an enum",
    places: propertiesThat({ way: "request", isText: true }),
    apply: (draft, { place }) => replace(draft, place, () => ({ type: "string", enum: ["one", "two"] })),
  },
  {
    name: "input-required",
    title: "property of a request required",
    places: propertiesThat({ way: "request", required: false }),
    apply: (draft, { place }) => require(draft, place, true),
  },
  {
    name: "input-format",
    title: "property of a request gets a format",
    isVisible: false,
    places: propertiesThat({ way: "request", isText: true }),
    apply: (draft, { place }) => replace(draft, place, (schema) => ({ ...schema, format: "uuid" })),
  },
  {
    name: "input-length",
    title: "property of a request gets a smaller maximum",
    isVisible: false,
    places: propertiesThat({ way: "request", isText: true }),
    apply: (draft, { place }) => replace(draft, place, (schema) => ({ ...schema, maxLength: 3 })),
  },
  {
    name: "input-pattern",
    title: "property of a request gets a pattern",
    isVisible: false,
    places: propertiesThat({ way: "request", isText: true }),
    apply: (draft, { place }) => replace(draft, place, (schema) => ({ ...schema, pattern: "^x" })),
  },
  {
    name: "attribute-format",
    title: "attribute of a response has another format",
    isVisible: false,
    places: propertiesThat({ way: "response", isText: true, format: "date-time" }),
    apply: (draft, { place }) => replace(draft, place, (schema) => ({ ...schema, format: "date" })),
  },
];

interface Condition {
  /** The only direction of the object. */
  readonly way: Direction;
  readonly required?: boolean;
  readonly isText?: boolean;
  readonly format?: string;
}

/** Properties of objects with several of them, because an object without properties is another type. */
function propertiesThat({ way, required, isText, format }: Condition): (draft: Draft) => readonly Place[] {
  return ({ document }) =>
    schemasOf(document)
      .filter(({ directions, schema }) => {
        const count = Object.keys(asObject(schema.properties)).length;
        return directions.has(way) && directions.size === 1 && count > 1;
      })
      .flatMap(({ pointer, schema }) =>
        Object.entries(asObject(schema.properties))
          .filter(([name, property]) => {
            const { type, enum: values, format: own, const: constant } = asObject(property);
            const isPlainText = type === "string" && values === undefined && constant === undefined;
            const isRequired = asList(schema.required).includes(name);
            return (
              (required === undefined || required === isRequired) &&
              (isText !== true || isPlainText) &&
              (format === undefined ? isText !== true || own === undefined : own === format)
            );
          })
          .filter(([name, property]) => !isStructural(name, asObject(property)))
          .map(([name]) => {
            const place = below(pointer, "properties", name);
            return { pointer: place, title: titleOf(place) };
          }),
      );
}

/** Excludes the properties that define pages and unions, whose changes are separate kinds. */
function isStructural(name: string, property: JsonObject): boolean {
  return property.const !== undefined || ["data", "nextToken", "next", "eventType"].includes(name);
}

function remove(draft: Draft, place: Place): void {
  const { object, properties, name } = ownerOf(draft, place);
  delete properties[name];
  if (object.required !== undefined)
    object.required = asList(object.required).filter((each) => each !== name);
}

function rename(draft: Draft, place: Place, to: string): void {
  const { object, properties, name } = ownerOf(draft, place);
  properties[to] = properties[name] ?? {};
  delete properties[name];
  if (object.required === undefined) return;
  object.required = asList(object.required).map((each) => (each === name ? to : each));
}

function replace(draft: Draft, place: Place, change: (schema: JsonObject) => JsonObject): void {
  const { properties, name } = ownerOf(draft, place);
  const schema = properties[name];
  if (isObject(schema)) properties[name] = change(schema);
}

function require(draft: Draft, place: Place, isRequired: boolean): void {
  const { object, name } = ownerOf(draft, place);
  const others = asList(object.required).filter((each) => each !== name);
  object.required = isRequired ? [...others, name] : others;
}

function ownerOf({ document }: Draft, { pointer }: Place) {
  const parts = pointer.split("/");
  const name = (parts.at(-1) ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
  const object = objectAt(document, parts.slice(0, -2).join("/"));
  return { object, properties: asObject(object.properties), name };
}
