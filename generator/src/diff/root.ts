import type { ApiPart } from "./api-change.ts";
import type { Comparison } from "./finding.ts";

/** The comparison of a part of an API that consumers use directly. */
export interface Root {
  readonly comparison: Comparison;
  /** The direction of the values of its types. */
  readonly direction?: "request" | "response";
  /** The resources of the old and the new version. */
  readonly resources: readonly string[];
  readonly operation?: string;
  readonly event?: string;
  readonly part?: ApiPart;
}
