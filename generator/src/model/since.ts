import { coerce, gt } from "semver";
import type { ParameterObject, SchemaObject } from "../spec/index.ts";
import type { Documentation } from "./type-model.ts";

/** When an attribute or a parameter came, seen from the version of the document. */
export interface Since {
  /** The version as it is written. */
  readonly version: string;
  /**
   * It came in the current major version. Code that was written before builds answers without the attribute, so it stays
   * optional until the next major, however surely the server sends it; and it calls operations without the parameter.
   */
  readonly isRecent: boolean;
  /** It is said to come with a version that the document has not reached. */
  readonly isAhead: boolean;
}

/** What `x-since` says of a schema or a parameter; undefined where it says nothing. */
export function sinceOf(written: SchemaObject | ParameterObject, documentVersion: string): Since | undefined {
  const version = written["x-since"];
  const [since, current] = [coerce(version), coerce(documentVersion)];
  if (version === undefined || since === null || current === null) return undefined;
  const isFirstOfMajor = since.minor === 0 && since.patch === 0;
  return {
    version,
    isRecent: since.major === current.major && !isFirstOfMajor,
    isAhead: gt(since, current),
  };
}

/** Tells why an attribute that is always there is optional. */
export function withSince(docs: Documentation, since: Since | undefined, required: boolean): Documentation {
  if (since?.isRecent !== true) return docs;
  const fact = required
    ? `Always there since version ${since.version} of the API, and required here from the next major on`
    : `Since version ${since.version} of the API`;
  return { ...docs, facts: [...(docs.facts ?? []), fact] };
}
