import { isRecord, itemsOf } from "../spec/guards.ts";
import type { EnumTexts } from "./enum-texts.ts";
import type { Extended } from "./operation-hint.ts";

/** `x-ms-enum`: an array of objects with `value`, `name` and `description`. */
export function microsoftEnum(schema: { readonly [member: string]: unknown }): readonly EnumTexts[] {
  const hint = schema["x-ms-enum"];
  return itemsOf(isRecord(hint) ? hint.values : undefined).flatMap((entry, index) => {
    if (!isRecord(entry)) return [];
    const { value, name, description } = entry;
    return [{ value, name, description, place: ["x-ms-enum", "values", index] }];
  });
}

/** `x-ms-client-name`: the name of a parameter for callers. */
export function microsoftParameter(parameter: Extended): unknown {
  return parameter["x-ms-client-name"];
}
