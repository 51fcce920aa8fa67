import { asList, asObject, at, below, isObject, type JsonObject, pointerOf } from "./json.ts";
import { operationsOf } from "./operations.ts";

/** The direction of values: to the API or from it. */
export type Direction = "request" | "response";

/** A schema in use. */
export interface SchemaPlace {
  /** The pointer of its definition. A shared component has one pointer. */
  readonly pointer: string;
  readonly schema: JsonObject;
  readonly directions: ReadonlySet<Direction>;
}

/** All schemas that operations, events and session tokens use, directly or indirectly. */
export function schemasOf(document: JsonObject): readonly SchemaPlace[] {
  const places = new Map<string, { pointer: string; schema: JsonObject; directions: Set<Direction> }>();
  const visit = (pointer: string, direction: Direction): void => {
    const schema = at(document, pointer);
    if (!isObject(schema)) return;
    if (typeof schema.$ref === "string") visit(pointerOf(schema.$ref), direction);
    const place = places.get(pointer) ?? { pointer, schema, directions: new Set() };
    places.set(pointer, place);
    if (place.directions.has(direction)) return;
    place.directions.add(direction);
    for (const part of partsOf(pointer, schema)) visit(part, direction);
  };
  for (const { pointer, direction } of rootsOf(document)) visit(pointer, direction);
  return [...places.values()].filter(({ schema }) => schema.$ref === undefined);
}

/** The root schemas: parameters, bodies, responses, events and session tokens. */
function rootsOf(
  document: JsonObject,
): readonly { readonly pointer: string; readonly direction: Direction }[] {
  const roots: { pointer: string; direction: Direction }[] = [];
  const content = (pointer: string, direction: Direction) => {
    const place = target(document, pointer);
    for (const type of Object.keys(asObject(asObject(at(document, place)).content))) {
      roots.push({ pointer: below(place, "content", type, "schema"), direction });
    }
  };
  for (const { pointer, operation, isEvent } of operationsOf(document)) {
    asList(operation.parameters).forEach((_, index) => {
      const place = target(document, below(pointer, "parameters", index));
      roots.push({ pointer: below(place, "schema"), direction: "request" });
    });
    if (operation.requestBody !== undefined) {
      content(below(pointer, "requestBody"), isEvent ? "response" : "request");
    }
    if (isEvent) continue;
    for (const status of Object.keys(asObject(operation.responses))) {
      content(below(pointer, "responses", status), "response");
    }
  }
  if (document["x-session-token"] !== undefined) {
    roots.push({ pointer: "/x-session-token/schema", direction: "response" });
  }
  return roots;
}

function partsOf(pointer: string, schema: JsonObject): readonly string[] {
  const parts = (keyword: string) =>
    Object.keys(asObject(schema[keyword])).map((name) => below(pointer, keyword, name));
  const members = (keyword: string) =>
    asList(schema[keyword]).map((_, index) => below(pointer, keyword, index));
  return [
    ...parts("properties"),
    ...parts("patternProperties"),
    ...["allOf", "oneOf", "anyOf", "prefixItems"].flatMap(members),
    ...["items", "additionalProperties"].map((keyword) => below(pointer, keyword)),
  ];
}

/** Resolves a pointer to a reference. */
function target(document: JsonObject, pointer: string): string {
  const reference = asObject(at(document, pointer)).$ref;
  return typeof reference === "string" ? target(document, pointerOf(reference)) : pointer;
}
