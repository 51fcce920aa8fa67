import { isRecord, itemsOf } from "../spec/guards.ts";
import type { EnumTexts } from "./enum-texts.ts";
import type { Extended, OperationHint } from "./operation-hint.ts";

/** `x-ms-enum`: an array of objects with `value`, `name` and `description`. */
export function microsoftEnum(schema: { readonly [member: string]: unknown }): readonly EnumTexts[] {
  const hint = schema["x-ms-enum"];
  return itemsOf(isRecord(hint) ? hint.values : undefined).flatMap((entry, index) => {
    if (!isRecord(entry)) return [];
    const { value, name, description } = entry;
    return [{ value, name, description, place: ["x-ms-enum", "values", index] }];
  });
}

/** `x-ms-client-name`: the name of an operation's method, a parameter or a component for callers. */
export function microsoftName(part: Extended): unknown {
  return part["x-ms-client-name"];
}

/** `x-ms-client-name` of an operation is its method. */
export function microsoftHint(operation: Extended): OperationHint {
  const method = microsoftName(operation);
  return typeof method === "string" ? { method } : {};
}

/** `name` of `x-ms-enum`: the type of an enum. Enums with one name are one type. */
export function microsoftEnumName(schema: Extended): unknown {
  const hint = schema["x-ms-enum"];
  return isRecord(hint) ? hint.name : undefined;
}
