import { asObject } from "./json.js";

/** How content is uploaded (`x-upload`): it is sent to the URL in a response, and then a property has another value. */
export interface UploadRule {
  /** The property of the response with the URL. */
  readonly url: string;
  /** The method that the content is sent with, in upper case. */
  readonly method: string;
  /** The value in the record when its content is complete. */
  readonly ready: { readonly property: string; readonly value: unknown } | undefined;
}

/** Reads an `x-upload`. Undefined if it names no URL. */
export function readUploadRule(extension: unknown): UploadRule | undefined {
  const { url, method = "PUT", ready } = asObject(extension);
  if (typeof url !== "string") return undefined;
  const { property, value } = asObject(ready);
  return {
    url,
    method: String(method).toUpperCase(),
    ready: typeof property === "string" ? { property, value } : undefined,
  };
}
