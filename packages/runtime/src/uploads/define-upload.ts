import { type Operation, requestParts } from "../operations/index.js";
import { uploadContent } from "./upload.js";
import type { UploadOperation } from "./upload-operation.js";

/** Defines an upload: adds the types of its parameters and its result to a definition. */
export function uploadOperation<Params, Result>(
  definition: Omit<UploadOperation<never, unknown>, "~upload">,
): UploadOperation<Params, Result> {
  const { create, ready } = definition;
  return {
    ...definition,
    create: withParts(create),
    ...(ready && { ready: { ...ready, operation: withParts(ready.operation) } }),
    "~upload": uploadContent,
  } as UploadOperation<Params, Result>;
}

/** Completes an operation that is only its definition. */
function withParts(operation: Operation<never, unknown>): Operation<never, unknown> {
  return { "~parts": requestParts, ...operation };
}
