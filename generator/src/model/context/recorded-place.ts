import {
  formatPointer,
  isRecord,
  isReference,
  type OpenApiDocument,
  type Pointer,
  parsePointer,
  valueAt,
} from "../../spec/index.ts";

/** A document, and the places where its parts were written, as text. */
interface Places {
  readonly document: OpenApiDocument;
  placeOf(pointer: Pointer): string;
}

/**
 * The place of a part in the record of names: the pointer at which it was written, with names instead of the indexes of parameters, so that
 * another parameter does not change it: `#/paths/~1orders/get/parameters/query status/schema`.
 */
export function recordedPlace(places: Places, pointer: Pointer): string {
  const { document } = places;
  const place = places.placeOf(pointer);
  if (!place.includes("/parameters/")) return place;
  const written = document.origin(pointer);
  const at = indexOfParameter(written);
  const name = at === -1 ? undefined : parameterName(document, pointer);
  return formatPointer(
    name === undefined ? written : [...written.slice(0, at), name, ...written.slice(at + 1)],
  );
}

function indexOfParameter(pointer: Pointer): number {
  return pointer.findIndex(
    (part, index) => pointer[index - 1] === "parameters" && /^\d+$/.test(String(part)),
  );
}

function parameterName({ root }: OpenApiDocument, pointer: Pointer): string | undefined {
  const at = indexOfParameter(pointer);
  const found = at === -1 ? undefined : valueAt(root, pointer.slice(0, at + 1));
  const target = isReference(found) ? valueAt(root, parsePointer(found.$ref) ?? []) : found;
  return isRecord(target) ? `${String(target.in)} ${String(target.name)}` : undefined;
}
