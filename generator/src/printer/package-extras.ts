import type { CallParts } from "./call-part.ts";
import type { ClientPart } from "./client-part.ts";
import type { FeatureAbilities } from "./package-variables.ts";

/** What packages contain besides their model. */
export interface PackageExtras {
  /** The text of the license. */
  readonly license?: string;
  /** What features add to the class of the client. */
  readonly clientParts?: readonly ClientPart[];
  /** What features add for operations. */
  readonly callParts?: readonly CallParts[];
  /** What the Markdown files say about features. */
  readonly abilities?: FeatureAbilities;
}
