import { asList, asObject, type JsonObject, objectAt } from "../../document/json.ts";
import { type Direction, schemasOf } from "../../document/schemas.ts";
import { titleOf } from "../../document/titles.ts";
import type { Draft, Mutation, MutationKind, Place } from "../mutation.ts";
import { markOf, NEXT_VERSION, newSchema } from "./new-schemas.ts";

/** An attribute of an answer or an event that may be missing. */
export const newAttribute: MutationKind = {
  name: "attribute",
  title: "optional attribute of an answer",
  places: objectsThat((travels) => travels.has("response")),
  apply: (draft, mutation) => {
    addProperty(draft, mutation);
  },
};

/** An attribute that the server sends always from now on: the schema requires it, and says since when. */
export const newCertainAttribute: MutationKind = {
  name: "certain-attribute",
  title: "attribute that is always sent",
  places: objectsThat((travels) => !travels.has("request")),
  apply: (draft, mutation) => {
    const object = addProperty(draft, mutation, { "x-since": NEXT_VERSION });
    object.required = [...asList(object.required), markOf(mutation)];
  },
};

/** An attribute that only answers have, of an object that is sent as well. */
export const newReadOnlyAttribute: MutationKind = {
  name: "read-only-attribute",
  title: "read-only attribute of input, too",
  places: objectsThat((travels) => travels.size === 2),
  apply: (draft, mutation) => {
    addProperty(draft, mutation, { readOnly: true, "x-since": NEXT_VERSION });
  },
};

/** A property of what is sent that may be left out. */
export const newInput: MutationKind = {
  name: "input",
  title: "optional property of a request",
  places: objectsThat((travels) => !travels.has("response")),
  apply: (draft, mutation) => {
    addProperty(draft, mutation);
  },
};

/** A map without properties of its own has room for new ones already, so it is no place for one. */
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
