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

/** `x-speakeasy-deprecation-message` and `x-speakeasy-deprecation-replacement`, which is an operation id. */
export function speakeasyDeprecation(part: Extended): string | undefined {
  const message = part["x-speakeasy-deprecation-message"];
  const replacement = part["x-speakeasy-deprecation-replacement"];
  const texts = [message, typeof replacement === "string" ? `Use \`${replacement}\` instead.` : undefined];
  return texts.filter((text) => typeof text === "string" && text.trim() !== "").join(" ") || undefined;
}
