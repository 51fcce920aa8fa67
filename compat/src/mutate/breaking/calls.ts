import { asList, asObject, below, type JsonObject, objectAt } from "../../document/json.ts";
import { operationsOf } from "../../document/operations.ts";
import { newOperation } from "../additive/calls.ts";
import { newEvent } from "../additive/events.ts";
import { newQueryParameter } from "../additive/parameters.ts";
import type { Draft, Place } from "../mutation.ts";
import type { BreakingKind } from "./breaking-kind.ts";

/** Changes that break code that calls operations or listens to events. */
export const brokenCalls: readonly BreakingKind[] = [
  {
    name: "operation-removed",
    title: "operation removed",
    places: newQueryParameter.places,
    apply: (draft, { place }) => removeOperation(draft, place.pointer),
  },
  {
    name: "operation-renamed",
    title: "operation renamed",
    places: newQueryParameter.places,
    apply: ({ document }, { place, serial }) => {
      objectAt(document, place.pointer).operationId = `renamedOperation${serial}`;
    },
  },
  {
    name: "call-moved",
    title: "call moved into another resource",
    places: newQueryParameter.places,
    apply: ({ document }, { place, serial }) => {
      const operation = objectAt(document, place.pointer);
      operation["x-stainless-method"] = `${asList(operation.tags)[0]}.moved${serial}.call`;
    },
  },
  {
    name: "operation-path",
    title: "path of an operation changed",
    isVisible: false,
    places: newQueryParameter.places,
    apply: ({ document }, { place }) => {
      const [, , path = "", method = ""] = place.pointer.split("/");
      const paths = objectAt(document, "/paths");
      const from = path.replaceAll("~1", "/");
      const { parameters } = asObject(paths[from]);
      const moved = { [method]: objectAt(document, place.pointer), ...(parameters && { parameters }) };
      delete asObject(paths[from])[method];
      paths[`/moved${from}`] = moved;
    },
  },
  {
    name: "resource-removed",
    title: "resource removed",
    places: newOperation.places,
    apply: (draft, { place }) => {
      for (const { pointer, operation } of operationsOf(draft.document)) {
        if (asList(operation.tags).includes(place.title)) removeOperation(draft, pointer);
      }
      draft.document.tags = asList(draft.document.tags).filter((tag) => asObject(tag).name !== place.title);
    },
  },
  {
    name: "event-removed",
    title: "event removed",
    places: newEvent.places,
    apply: ({ document }, { place }) => {
      delete objectAt(document, "/webhooks")[place.title];
    },
  },
  {
    name: "required-parameter",
    title: "new parameter required",
    places: newQueryParameter.places,
    apply: (draft, { place, serial }) =>
      addParameter(draft, place, { name: `new${serial}`, in: "query", required: true }),
  },
  {
    name: "parameter-removed",
    title: "parameter removed",
    places: parameterPlaces,
    apply: ({ document }, { place }) => {
      const { operation, index } = parameterAt(document, place);
      operation.parameters = asList(operation.parameters).toSpliced(index, 1);
    },
  },
  {
    name: "parameter-required",
    title: "parameter required",
    places: parameterPlaces,
    apply: ({ document }, { place }) => {
      const { operation, index } = parameterAt(document, place);
      asObject(asList(operation.parameters)[index]).required = true;
    },
  },
  {
    name: "parameter-type",
    title: "parameter of another type",
    places: parameterPlaces,
    apply: ({ document }, { place }) => {
      const { operation, index } = parameterAt(document, place);
      asObject(asList(operation.parameters)[index]).schema = { type: "boolean" };
    },
  },
  {
    name: "parameter-moved",
    title: "parameter moved from the query to the headers",
    isVisible: false,
    places: parameterPlaces,
    apply: ({ document }, { place }) => {
      const { operation, index } = parameterAt(document, place);
      asObject(asList(operation.parameters)[index]).in = "header";
    },
  },
  {
    name: "server",
    title: "URL of the API changed",
    isVisible: false,
    places: () => [{ pointer: "/servers", title: "servers" }],
    apply: ({ document }) => {
      document.servers = [{ url: "https://other.example" }];
    },
  },
  {
    name: "credentials",
    title: "authentication changed",
    isVisible: false,
    places: ({ document }) =>
      document.security === undefined ? [] : [{ pointer: "/security", title: "security" }],
    apply: ({ document }) => {
      objectAt(document, "/components").securitySchemes = { apiKey: { type: "http", scheme: "bearer" } };
    },
  },
];

/** Removes an operation, and its path and resource if they have no others. */
function removeOperation({ document, packages }: Draft, pointer: string): void {
  const [, , path = "", method = ""] = pointer.split("/");
  const paths = objectAt(document, "/paths");
  const key = path.replaceAll("~1", "/").replaceAll("~0", "~");
  delete asObject(paths[key])[method];
  const rest = Object.keys(asObject(paths[key])).filter((name) => name !== "parameters");
  if (rest.length === 0) delete paths[key];
  const tags = new Set(operationsOf(document).flatMap(({ operation }) => asList(operation.tags)));
  for (const own of Object.values(packages)) own.resources = own.resources.filter((tag) => tags.has(tag));
}

function addParameter({ document }: Draft, { pointer }: Place, parameter: JsonObject): void {
  const operation = objectAt(document, pointer);
  operation.parameters = [...asList(operation.parameters), { ...parameter, schema: { type: "string" } }];
}

/** Optional inline parameters, except those of `x-pagination`. */
function parameterPlaces({ document }: Draft): readonly Place[] {
  return operationsOf(document)
    .filter(({ isEvent }) => !isEvent)
    .flatMap(({ pointer, method, path, operation }) =>
      asList(operation.parameters).flatMap((value, index) => {
        const { in: where, name, required, schema } = asObject(value);
        const isPlace = where === "query" && required !== true && name !== "cursor" && name !== "limit";
        const isText = asObject(schema).type !== "boolean";
        return isPlace && isText
          ? [{ pointer: below(pointer, "parameters", index), title: `${method} ${path} ${name}` }]
          : [];
      }),
    );
}

function parameterAt(document: JsonObject, { pointer }: Place) {
  const parts = pointer.split("/");
  return { operation: objectAt(document, parts.slice(0, -2).join("/")), index: Number(parts.at(-1)) };
}
