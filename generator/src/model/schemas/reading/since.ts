import { coerce, gt } from "semver";
import type { Documentation } from "../../../api-model/type-model.ts";
import type { ParameterObject, SchemaObject } from "../../../spec/index.ts";

/** When a property or parameter was added, relative to the version of the document. */
export interface Since {
  /** The version as written. */
  readonly version: string;
  /**
   * It was added within the current major version. Existing code creates responses without the property and calls operations
   * without the parameter, so it is optional until the next major version, even if the server always sends it.
   */
  readonly isRecent: boolean;
  /** The version is higher than that of the document. */
  readonly isAhead: boolean;
}

/** The `x-since` of a schema or parameter. `undefined` if there is none. */
export function sinceOf(written: SchemaObject | ParameterObject, documentVersion: string): Since | undefined {
  const version = written["x-since"];
  if (version === undefined) return undefined;
  const [since, current] = [coerce(version), coerce(documentVersion)];
  if (since === null || current === null) return undefined;
  const isFirstOfMajor = since.minor === 0 && since.patch === 0;
  return {
    version,
    isRecent: since.major === current.major && !isFirstOfMajor,
    isAhead: gt(since, current),
  };
}

/** Documents why a required property is optional in the types. */
export function withSince(docs: Documentation, since: Since | undefined, required: boolean): Documentation {
  if (since?.isRecent !== true) return docs;
  const fact = required
    ? `Always present since API version ${since.version}; required in the types from the next major version on`
    : `Since API version ${since.version}`;
  return { ...docs, facts: [...(docs.facts ?? []), fact] };
}
