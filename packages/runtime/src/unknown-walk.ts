import type { Shape, Shapes, VariantsShape } from "./unknown-shapes.js";

/** Told of each value that is unknown: what it is, the steps that lead to it, and the value. */
export type Found = (kind: "enum" | "variant", path: readonly Step[], value: string | number) => void;

/** A property, an index, or a key of an object that has no fixed properties. */
export type Step = { readonly property: string } | { readonly index: number } | { readonly key: string };

/** Goes through the parts of a value that have a shape. It reads the value's own properties and changes nothing. */
export function walk(
  shapes: Shapes,
  shape: Shape,
  value: unknown,
  path: readonly Step[],
  found: Found,
): void {
  if (typeof shape === "string") {
    const type = own(shapes.types, shape);
    if (type !== undefined) walk(shapes, type, value, path, found);
    return;
  }
  switch (shape.kind) {
    case "enum":
      if (isScalar(value) && !shape.values.includes(value)) found("enum", path, value);
      return;
    case "array":
      if (!Array.isArray(value)) return;
      value.forEach((item, index) => {
        walk(shapes, shape.items, item, [...path, { index }], found);
      });
      return;
    case "all":
      for (const part of shape.parts) walk(shapes, part, value, path, found);
      return;
    case "map":
      if (!isObject(value)) return;
      for (const key of Object.keys(value)) {
        walk(shapes, shape.values, value[key], [...path, { key }], found);
      }
      return;
    case "object":
      if (!isObject(value)) return;
      for (const [property, part] of Object.entries(shape.properties)) {
        walk(shapes, part, own(value, property), [...path, { property }], found);
      }
      if (shape.additional === undefined) return;
      for (const key of Object.keys(value)) {
        if (Object.hasOwn(shape.properties, key) || shape.plain?.includes(key) === true) continue;
        walk(shapes, shape.additional, value[key], [...path, { key }], found);
      }
      return;
    case "variants":
      walkVariant(shapes, shape, value, path, found);
  }
}

function walkVariant(
  shapes: Shapes,
  { property, variants }: VariantsShape,
  value: unknown,
  path: readonly Step[],
  found: Found,
): void {
  const variant = isObject(value) ? own(value, property) : undefined;
  if (!isScalar(variant)) return;
  const shape = own(variants, String(variant));
  if (shape === undefined) found("variant", [...path, { property }], variant);
  else if (shape !== null) walk(shapes, shape, value, path, found);
}

function own<Value>(object: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
