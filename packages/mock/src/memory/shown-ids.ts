import { asList, asObject } from "../json.js";
import type { Operation } from "../operations.js";
import { shapeOf } from "./path-shape.js";
import type { Schemas } from "./schemas.js";

/**
 * The IDs that are examples of the parameters in paths, by the path of the records: `/v1/books/{}`. A reader expects that they exist.
 */
export function shownIds(
  operations: readonly Operation[],
  schemas: Schemas,
): ReadonlyMap<string, ReadonlySet<string | number>> {
  const ids = new Map<string, Set<string | number>>();
  for (const { path, parameters } of operations) {
    const segments = path.split("/");
    for (const [index, segment] of segments.entries()) {
      const parameter = parameters.find((each) => each.in === "path" && segment === `{${each.name}}`);
      const id = parameter && exampleOf(parameter, schemas);
      if (typeof id !== "string" && typeof id !== "number") continue;
      const place = shapeOf(segments.slice(0, index + 1).join("/"));
      ids.set(place, (ids.get(place) ?? new Set()).add(id));
    }
  }
  return ids;
}

function exampleOf(parameter: Operation["parameters"][number], schemas: Schemas): unknown {
  const named = schemas.resolve(Object.values(asObject(parameter.examples))[0]);
  const schema = schemas.resolve(parameter.schema);
  const candidates = [parameter.example, named.value, schema.example, asList(schema.examples)[0]];
  return candidates.find((candidate) => candidate !== undefined);
}
