import { uploadContent } from "./upload.js";
import type { UploadOperation } from "./upload-operation.js";

/** Defines an upload: adds the types of its parameters and its result to a definition. */
export function uploadOperation<Params, Result>(
  definition: Omit<UploadOperation<never, unknown>, "~upload">,
): UploadOperation<Params, Result> {
  return { ...definition, "~upload": uploadContent } as UploadOperation<Params, Result>;
}
