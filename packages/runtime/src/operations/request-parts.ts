import type { RequestParts } from "./encoders.js";
import { pathTemplate } from "./path-template.js";
import { requestBody } from "./request-body.js";

/** Writes path parameters and bodies. */
export const requestParts: RequestParts = { path: pathTemplate, body: requestBody };
