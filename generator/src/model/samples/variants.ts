import type { JsonValue } from "../../api-model/type-model.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789".split("");

/** Other values like one, of the same type: strings of the same length, larger numbers. None for objects and arrays. */
export function variantsOf(value: JsonValue): readonly JsonValue[] {
  if (typeof value === "string") return LETTERS.map((letter) => value.slice(0, -1) + letter);
  if (typeof value === "number") return LETTERS.map((_, index) => value + index + 1);
  return typeof value === "boolean" ? [!value] : [];
}
