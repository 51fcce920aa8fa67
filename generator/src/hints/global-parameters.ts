import { isRecord, itemsOf } from "../spec/guards.ts";
import type { Pointer } from "../spec/pointer.ts";
import type { Extended } from "./operation-hint.ts";

/** A parameter that is passed once to the client, according to the document. */
export interface GlobalParameter {
  readonly extension: string;
  readonly place: Pointer;
  /** A parameter or a reference to one, or the name of a header. */
  readonly written: unknown;
}

/** `x-speakeasy-globals`, `x-fern-global-headers` and the header of `x-fern-version`, all of them members of the document. */
export function globalParameters(root: Extended): readonly GlobalParameter[] {
  const globals = root["x-speakeasy-globals"];
  const parameters = itemsOf(isRecord(globals) ? globals.parameters : undefined).map((written, index) => ({
    extension: "x-speakeasy-globals",
    place: ["x-speakeasy-globals", "parameters", index],
    written,
  }));
  const headers = itemsOf(root["x-fern-global-headers"]).map((entry, index) => ({
    extension: "x-fern-global-headers",
    place: ["x-fern-global-headers", index],
    written: isRecord(entry) ? entry.header : entry,
  }));
  const version = root["x-fern-version"];
  if (!isRecord(version)) return [...parameters, ...headers];
  const { header } = version;
  const written = isRecord(header) ? header.value : header;
  return [...parameters, ...headers, { extension: "x-fern-version", place: ["x-fern-version"], written }];
}
