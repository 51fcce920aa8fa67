import { checkCallOptions } from "../calls/index.js";
import type { UploadOptions } from "./upload-options.js";

/** @throws TypeError when an option of an upload has an invalid value. The message names the operation and the option. */
export function checkUploadOptions(operation: string, options: UploadOptions): void {
  checkCallOptions(operation, options);
  const { pollTimeout = 0, onProgress } = options;
  if (!(typeof pollTimeout === "number" && pollTimeout >= 0)) {
    throw new TypeError(`${operation}: the option pollTimeout must be a number of at least 0`);
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new TypeError(`${operation}: the option onProgress must be a function`);
  }
}
