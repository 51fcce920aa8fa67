import { MIMEType } from "node:util";

/** The media ranges of an `Accept` header. */
export interface Accept {
  /** In the order of the header, each well-formed; undefined when the header has none. */
  readonly mediaRanges: readonly string[] | undefined;
  /** The first part of the header that is not a valid media range. */
  readonly malformed: string | undefined;
}

/** Reads an `Accept` header. Malformed parameters are ignored. */
export function readAccept(header: string | undefined): Accept {
  const mediaRanges: string[] = [];
  let malformed: string | undefined;
  // Commas in quotes do not separate.
  for (const [part] of (header ?? "").matchAll(/(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g)) {
    if (part.trim() === "") continue;
    try {
      mediaRanges.push(String(new MIMEType(part.trim())));
    } catch {
      malformed ??= part.trim();
    }
  }
  return { mediaRanges: mediaRanges.length === 0 ? undefined : mediaRanges, malformed };
}
