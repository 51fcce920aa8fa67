/**
 * The properties of a value that a test needs, at any depth. A factory adds the others. `undefined` leaves out an optional property. An
 * array replaces the array of the factory, and each of its items is completed.
 */
export type Overrides<Value> = unknown extends Value
  ? Value
  : Value extends Scalar
    ? Value
    : Value extends readonly (infer Item)[]
      ? readonly Overrides<Item>[]
      : { readonly [Name in keyof Value]?: Overrides<Value[Name]> | undefined };

type Scalar = string | number | bigint | boolean | null | undefined | Blob | Response | Date;

/** Whether a value is an object whose properties a factory completes. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
