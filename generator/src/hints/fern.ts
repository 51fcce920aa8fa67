import { entriesOf, isRecord } from "../spec/guards.ts";
import type { EnumTexts } from "./enum-texts.ts";
import { type Extended, firstTrue, type OperationHint, wordsOfName } from "./operation-hint.ts";

/** `x-fern-sdk-group-name`, a string or an array, `x-fern-sdk-method-name` and `x-fern-ignore`. */
export function fernHint(operation: Extended): OperationHint {
  const names = [operation["x-fern-sdk-group-name"]].flat();
  const resource = names.flatMap((name) => wordsOfName(name) ?? []);
  const method = operation["x-fern-sdk-method-name"];
  const ignoredBy = firstTrue(operation, "x-fern-ignore");
  return {
    ...(resource.length > 0 && { resource }),
    ...(typeof method === "string" && { method }),
    ...(ignoredBy !== undefined && { ignoredBy }),
  };
}

/** `x-fern-type-name` of a component: the name of its type. */
export function fernName(component: Extended): unknown {
  return component["x-fern-type-name"];
}

/** `x-fern-parameter-name` of a parameter: its name for callers. */
export function fernParameter(parameter: Extended): unknown {
  return parameter["x-fern-parameter-name"];
}

/** `x-fern-availability`: whether a part is deprecated, or may still change. */
export function fernStage(part: Extended): "deprecated" | "preview" | undefined {
  const stage = part["x-fern-availability"];
  if (stage === "deprecated") return "deprecated";
  return typeof stage === "string" && PREVIEWS.has(stage) ? "preview" : undefined;
}

/** True if a value is one of `x-fern-availability`. */
export function isFernStage(value: unknown): boolean {
  return typeof value === "string" && (PREVIEWS.has(value) || OTHER_STAGES.has(value));
}

const PREVIEWS = new Set(["in-development", "pre-release", "alpha", "beta", "preview"]);
const OTHER_STAGES = new Set(["generally-available", "stable", "ga", "legacy", "deprecated"]);

/** `x-fern-enum`: an object with `name` and `description` for each value. */
export function fernEnum(schema: { readonly [member: string]: unknown }): readonly EnumTexts[] {
  return entriesOf(schema["x-fern-enum"]).flatMap(([value, texts]) =>
    isRecord(texts)
      ? [{ value, name: texts.name, description: texts.description, place: ["x-fern-enum", value] }]
      : [],
  );
}
