import { isRecord, itemsOf } from "../spec/guards.ts";
import { type Extended, firstTrue, type OperationHint, wordsOfName } from "./operation-hint.ts";

/** `x-speakeasy-group`, `x-speakeasy-name-override` and `x-speakeasy-ignore`. */
export function speakeasyHint(operation: Extended): OperationHint {
  const resource = wordsOfName(operation["x-speakeasy-group"]);
  const method = operation["x-speakeasy-name-override"];
  const ignoredBy = firstTrue(operation, "x-speakeasy-ignore");
  return {
    ...(resource !== undefined && { resource }),
    ...(typeof method === "string" && { method }),
    ...(ignoredBy !== undefined && { ignoredBy }),
  };
}

/**
 * `x-speakeasy-name-override` of the document: methods by expressions for operation ids, `[{ operationId: "^list.*", methodNameOverride:
 * "list" }]`. The first one that matches counts.
 *
 * @param invalid Called for an expression that is invalid, and for an entry without one.
 */
export function speakeasyRules(
  root: Extended,
  invalid: (index: number) => void,
): (operationId: string | undefined) => OperationHint {
  const entries: readonly unknown[] = itemsOf(root["x-speakeasy-name-override"]);
  const rules = entries.flatMap((entry, index) => {
    const { operationId, methodNameOverride: method } = isRecord(entry) ? entry : {};
    const expression = typeof operationId === "string" ? expressionOf(operationId) : undefined;
    if (expression !== undefined && typeof method === "string") return [{ expression, method }];
    invalid(index);
    return [];
  });
  return (operationId = "") => {
    const rule = rules.find(({ expression }) => expression.test(operationId));
    return rule === undefined ? {} : { method: rule.method };
  };
}

function expressionOf(source: string): RegExp | undefined {
  try {
    return new RegExp(source, "u");
  } catch {
    return undefined;
  }
}

/** `x-speakeasy-name-override` of a component or a parameter: the name of its type, or its name for callers. */
export function speakeasyName(component: Extended): unknown {
  return component["x-speakeasy-name-override"];
}

/** `x-speakeasy-deprecation-message` and `x-speakeasy-deprecation-replacement`, which is an operation id. */
export function speakeasyDeprecation(part: Extended): string | undefined {
  const message = part["x-speakeasy-deprecation-message"];
  const replacement = part["x-speakeasy-deprecation-replacement"];
  const texts = [message, typeof replacement === "string" ? `Use \`${replacement}\` instead.` : undefined];
  return texts.filter((text) => typeof text === "string" && text.trim() !== "").join(" ") || undefined;
}
