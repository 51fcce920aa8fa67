import { isRecord, itemsOf } from "../spec/guards.ts";
import type { Pointer } from "../spec/pointer.ts";
import type { Extended } from "./operation-hint.ts";

/** A parameter that is passed once to the client, according to the document. */
export interface GlobalParameter {
  readonly extension: string;
  readonly place: Pointer;
  /** The expected form of `written`, for messages. */
  readonly expected: string;
  /** A parameter or a reference to one, or the name of a header. Anything else in an invalid document. */
  readonly written: unknown;
}

/** `x-speakeasy-globals`, `x-fern-global-headers` and the header of `x-fern-version`, all of them members of the document. */
export function globalParameters(root: Extended): readonly GlobalParameter[] {
  const {
    "x-speakeasy-globals": globals,
    "x-fern-global-headers": headers,
    "x-fern-version": version,
  } = root;
  return [
    ...(isRecord(globals) ? speakeasyGlobals(globals.parameters) : []),
    ...itemsOf(headers).map((entry, index) => ({
      extension: "x-fern-global-headers",
      place: ["x-fern-global-headers", index],
      expected: "the name of a header, or an object with it in `header`",
      written: isRecord(entry) ? entry.header : entry,
    })),
    ...(isRecord(version) ? [fernVersion(version.header)] : []),
  ];
}

function speakeasyGlobals(parameters: unknown): readonly GlobalParameter[] {
  const extension = "x-speakeasy-globals";
  const place = [extension, "parameters"];
  if (!Array.isArray(parameters))
    return [{ extension, place, expected: "an array of parameters", written: parameters }];
  const expected = "a parameter, or a reference to one";
  return parameters.map((written, index) => ({ extension, place: [...place, index], expected, written }));
}

function fernVersion(header: unknown): GlobalParameter {
  const written = isRecord(header) ? header.value : header;
  const extension = "x-fern-version";
  return { extension, place: [extension, "header"], expected: "the name of a header", written };
}
