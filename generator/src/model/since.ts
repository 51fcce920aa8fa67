import { coerce, gt } from "semver";
import type { SchemaObject } from "../spec/index.ts";

/** When an attribute came, seen from the version of the document. */
export interface Since {
  /** The version as it is written. */
  readonly version: string;
  /**
   * It came in the current major version. Code that was written before builds the type without it, so it stays optional
   * until the next major, however surely the server sends it.
   */
  readonly isRecent: boolean;
  /** It is said to come with a version that the document has not reached. */
  readonly isAhead: boolean;
}

/** What `x-since` says of a schema; undefined where it says nothing. */
export function sinceOf(schema: SchemaObject, documentVersion: string): Since | undefined {
  const version = schema["x-since"];
  const [since, current] = [coerce(version), coerce(documentVersion)];
  if (version === undefined || since === null || current === null) return undefined;
  const isFirstOfMajor = since.minor === 0 && since.patch === 0;
  return {
    version,
    isRecent: since.major === current.major && !isFirstOfMajor,
    isAhead: gt(since, current),
  };
}
