import { parsePointer, type Schema, type SchemaObject, valueAt } from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";

/**
 * The only direction in which a value exists: responses for `readOnly`, requests for `writeOnly`, `undefined` for both. A schema has
 * it from its references, from any part of its `allOf`, and from a union whose members all have it.
 */
export function oneWay(
  { document }: ModelContext,
  { value }: Located<Schema>,
): "request" | "response" | undefined {
  // Each schema is read once, so that circles end and diamonds do not multiply.
  const known = new Map<Schema, "request" | "response" | undefined>();
  const wayOf = (schema: Schema): "request" | "response" | undefined => {
    if (typeof schema === "boolean" || known.has(schema)) return known.get(schema);
    known.set(schema, undefined);
    const way =
      ownWay(schema) ??
      partsOf(schema)
        .map(wayOf)
        .find((each) => each !== undefined) ??
      sharedWay(schema);
    known.set(schema, way);
    return way;
  };
  // Each reference of a chain may have the annotation, so they are followed one by one.
  const partsOf = ({ $ref, allOf = [] }: SchemaObject): readonly Schema[] => {
    const place = $ref === undefined ? undefined : parsePointer($ref);
    const target = place && (valueAt(document.root, place) as Schema | undefined);
    return target === undefined ? allOf : [target, ...allOf];
  };
  const sharedWay = ({ oneOf, anyOf = [] }: SchemaObject) => {
    const ways = new Set((oneOf ?? anyOf).filter((member) => !isNull(member)).map(wayOf));
    return ways.size === 1 ? [...ways][0] : undefined;
  };
  return wayOf(value);
}

function ownWay({ readOnly, writeOnly }: SchemaObject): "request" | "response" | undefined {
  return readOnly === true ? "response" : writeOnly === true ? "request" : undefined;
}

function isNull(schema: Schema): boolean {
  return typeof schema === "object" && schema.type === "null";
}
