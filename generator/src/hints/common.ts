import { type Extended, firstTrue, type OperationHint } from "./operation-hint.ts";

/** `x-internal`, which several tools read: the operation is not for consumers. */
export function commonHint(operation: Extended): OperationHint {
  const ignoredBy = firstTrue(operation, "x-internal");
  return ignoredBy === undefined ? {} : { ignoredBy };
}

/** `x-deprecated`: `true`, or the reason. */
export function commonDeprecation(part: Extended): string | true | undefined {
  const written = part["x-deprecated"];
  if (typeof written === "string" && written.trim() !== "") return written;
  return written === true ? true : undefined;
}
