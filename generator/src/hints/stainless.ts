import { isRecord } from "../spec/guards.ts";
import { type Extended, type OperationHint, wordsOfName } from "./operation-hint.ts";

/**
 * `x-stainless-method` and `x-stainless-skip`. A method of the client itself, `$client.me`, has no resource: the rules give it one,
 * because clients have only resources.
 */
export function stainlessHint(operation: Extended): OperationHint {
  const written = operation["x-stainless-method"];
  const path = wordsOfName(isRecord(written) ? written.path : written) ?? [];
  const resource = path.slice(0, -1).filter((word) => word !== CLIENT);
  const method = path.at(-1);
  return {
    ...(resource.length > 0 && { resource }),
    ...(method !== undefined && { method }),
    ...(isSkipped(operation["x-stainless-skip"]) && { ignoredBy: "x-stainless-skip" }),
  };
}

/** The name of the client among resources. */
export const CLIENT = "$client";

/** `true`, or a list with one of the names of this language. */
export function isSkipped(skip: unknown): boolean {
  return skip === true || (Array.isArray(skip) && skip.some((target) => LANGUAGE.has(target)));
}

const LANGUAGE = new Set<unknown>(["node", "typescript"]);

/** `x-stainless-deprecation-message` */
export function stainlessDeprecation(part: Extended): string | undefined {
  const message = part["x-stainless-deprecation-message"];
  return typeof message === "string" && message.trim() !== "" ? message : undefined;
}

/** `x-stainless-param`, in a parameter or in its schema: the name of the parameter for callers. */
export function stainlessParameter(parameter: Extended & { readonly schema?: unknown }): unknown {
  const { schema } = parameter;
  return parameter["x-stainless-param"] ?? (isRecord(schema) ? schema["x-stainless-param"] : undefined);
}
