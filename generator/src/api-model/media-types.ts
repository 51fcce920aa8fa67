import type { Payload } from "./requests.ts";

/** The media type of each encoding, if the document has no other. */
export const USUAL_MEDIA_TYPES: Readonly<Record<Payload["encoding"], string>> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  multipart: "multipart/form-data",
  text: "text/plain",
  binary: "application/octet-stream",
};
