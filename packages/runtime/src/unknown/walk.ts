import type { Shape, Shapes, VariantsShape } from "./shapes.js";

/** Called for each unknown value with its kind, its path and the value. The path is valid only during the call. */
export type Found = (kind: "enum" | "variant", path: readonly Step[], value: string | number) => void;

/** An array index, a property, or a key of a map. */
export type Step = number | string | { readonly key: string };

/** Visits the parts of a value that have a shape. Reads own properties only and changes nothing. */
export function walk(shapes: Shapes, shape: Shape, value: unknown, found: Found): void {
  const path: Step[] = [];

  const visit = (shape: Shape, value: unknown): void => {
    if (typeof shape === "string") {
      const type = own(shapes.types, shape);
      if (type !== undefined) visit(type, value);
      return;
    }
    switch (shape.kind) {
      case "enum":
        if (isScalar(value) && !shape.values.includes(value)) found("enum", path, value);
        return;
      case "array":
        if (!Array.isArray(value)) return;
        for (let index = 0; index < value.length; index++) visitAt(index, shape.items, value[index]);
        return;
      case "tuple":
        if (!Array.isArray(value)) return;
        for (let index = 0; index < value.length; index++) {
          const item = index < shape.items.length ? shape.items[index] : shape.rest;
          if (item !== undefined && item !== null) visitAt(index, item, value[index]);
        }
        return;
      case "all":
        for (const part of shape.parts) visit(part, value);
        return;
      case "map":
        if (!isObject(value)) return;
        for (const key of Object.keys(value)) visitAt({ key }, shape.values, value[key]);
        return;
      case "object":
        if (!isObject(value)) return;
        for (const property of Object.keys(shape.properties)) {
          visitAt(property, shape.properties[property] as Shape, own(value, property));
        }
        if (shape.additional === undefined) return;
        for (const key of Object.keys(value)) {
          if (Object.hasOwn(shape.properties, key) || shape.plain?.includes(key) === true) continue;
          visitAt({ key }, shape.additional, value[key]);
        }
        return;
      case "variants":
        visitVariant(shape, value);
    }
  };

  const visitAt = (step: Step, shape: Shape, value: unknown): void => {
    if (value === undefined || value === null) return;
    path.push(step);
    visit(shape, value);
    path.pop();
  };

  const visitVariant = ({ property, variants }: VariantsShape, value: unknown): void => {
    const variant = isObject(value) ? own(value, property) : undefined;
    if (!isScalar(variant)) return;
    const shape = own(variants, String(variant));
    if (shape === undefined) found("variant", [...path, property], variant);
    else if (shape !== null) visit(shape, value);
  };

  visit(shape, value);
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
