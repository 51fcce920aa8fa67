import { asList, asObject, type JsonObject, objectAt } from "../../document/json.ts";
import { operationsOf } from "../../document/operations.ts";
import type { Draft, Mutation, MutationKind, Place } from "../mutation.ts";
import { markOf, NEXT_VERSION } from "./new-schemas.ts";

/** Adds an optional query parameter. */
export const newQueryParameter: MutationKind = {
  name: "query-parameter",
  title: "optional query parameter",
  places: operationPlaces,
  apply: (draft, mutation) => addParameter(draft, mutation, { in: "query", name: markOf(mutation) }),
};

/** Adds an optional query parameter without `x-since`, beside none that has it: the names of the packages are recorded. */
export const newUnmarkedParameter: MutationKind = {
  name: "unmarked-parameter",
  title: "optional query parameter, without x-since",
  places: (draft) =>
    operationPlaces(draft).filter(({ pointer }) =>
      asList(objectAt(draft.document, pointer).parameters)
        .map(asObject)
        .every((parameter) => parameter["x-since"] === undefined),
    ),
  apply: ({ document }, mutation) => {
    const operation = objectAt(document, mutation.place.pointer);
    const parameter = { in: "query", name: markOf(mutation), schema: { type: "string" } };
    operation.parameters = [...asList(operation.parameters), parameter];
  },
};

/** Adds an optional header. */
export const newHeaderParameter: MutationKind = {
  name: "header-parameter",
  title: "optional header",
  places: operationPlaces,
  apply: (draft, mutation) => addParameter(draft, mutation, { in: "header", name: `X-${markOf(mutation)}` }),
};

/** Adds an optional body to a request without one. */
export const newBody: MutationKind = {
  name: "body",
  title: "optional body where there was none",
  places: (draft) =>
    operationPlaces(draft).filter(({ pointer, title }) => {
      const { requestBody } = objectAt(draft.document, pointer);
      return requestBody === undefined && !title.startsWith("GET ") && !title.startsWith("DELETE ");
    }),
  apply: ({ document }, mutation) => {
    const property = { type: "string", "x-since": NEXT_VERSION, description: "A property that is new." };
    const schema = { type: "object", properties: { [markOf(mutation)]: property } };
    objectAt(document, mutation.place.pointer).requestBody = { content: { "application/json": { schema } } };
  },
};

function operationPlaces({ document }: Draft): readonly Place[] {
  return operationsOf(document)
    .filter(({ isEvent }) => !isEvent)
    .map(({ pointer, method, path }) => ({ pointer, title: `${method} ${path}` }));
}

const SCHEMAS: readonly JsonObject[] = [
  { type: "string" },
  { type: "integer", minimum: 0 },
  { type: "boolean" },
  { type: "string", enum: ["one", "other"] },
];
const LIST: JsonObject = { type: "array", items: { type: "string" } };

function addParameter({ document }: Draft, mutation: Mutation, where: JsonObject): void {
  const operation = objectAt(document, mutation.place.pointer);
  // Prism fails on an array header that is not sent.
  const schemas = where.in === "header" ? SCHEMAS : [...SCHEMAS, LIST];
  const schema = structuredClone(schemas[mutation.form % schemas.length] ?? {});
  const parameter = { ...where, description: "A parameter that is new.", "x-since": NEXT_VERSION, schema };
  operation.parameters = [...asList(operation.parameters), parameter];
}
