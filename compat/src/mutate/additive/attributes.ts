import { asList, asObject, type JsonObject, objectAt } from "../../document/json.ts";
import { type Direction, schemasOf } from "../../document/schemas.ts";
import { titleOf } from "../../document/titles.ts";
import type { Draft, Mutation, MutationKind, Place } from "../mutation.ts";
import { markOf, NEXT_VERSION, newSchema } from "./new-schemas.ts";

/** Adds an optional property to a response or event. */
export const newAttribute: MutationKind = {
  name: "attribute",
  title: "optional attribute of a response",
  places: objectsThat((travels) => travels.has("response")),
  apply: (draft, mutation) => {
    addProperty(draft, mutation);
  },
};

/** Adds a required property with `x-since`. */
export const newCertainAttribute: MutationKind = {
  name: "certain-attribute",
  title: "attribute that is always sent",
  places: objectsThat((travels) => !travels.has("request")),
  apply: (draft, mutation) => {
    const object = addProperty(draft, mutation, { "x-since": NEXT_VERSION });
    object.required = [...asList(object.required), markOf(mutation)];
  },
};

/** Adds a read-only property to an object of requests and responses. */
export const newReadOnlyAttribute: MutationKind = {
  name: "read-only-attribute",
  title: "read-only attribute of input, too",
  places: objectsThat((travels) => travels.size === 2),
  apply: (draft, mutation) => {
    addProperty(draft, mutation, { readOnly: true, "x-since": NEXT_VERSION });
  },
};

/** Adds an optional property to a request. */
export const newInput: MutationKind = {
  name: "input",
  title: "optional property of a request",
  places: objectsThat((travels) => !travels.has("response")),
  apply: (draft, mutation) => {
    addProperty(draft, mutation);
  },
};

/** Whether properties can be added. Maps without named properties already allow any. */
function objectsThat(isPlace: (directions: ReadonlySet<Direction>) => boolean) {
  return ({ document }: Draft): readonly Place[] =>
    schemasOf(document)
      .filter(({ schema }) => Object.keys(asObject(schema.properties)).length > 0)
      .filter(({ directions }) => isPlace(directions))
      .map(({ pointer }) => ({ pointer, title: titleOf(pointer) }));
}

function addProperty({ document }: Draft, mutation: Mutation, more: JsonObject = {}): JsonObject {
  const object = objectAt(document, mutation.place.pointer);
  const { schema } = newSchema(mutation.form, markOf(mutation));
  object.properties = { ...asObject(object.properties), [markOf(mutation)]: { ...schema, ...more } };
  return object;
}
