import type { CallParts } from "./call-part.ts";
import type { ClientPart } from "./client-part.ts";
import type { FeatureAbilities } from "./package-variables.ts";

/** Package content besides the model. */
export interface PackageExtras {
  /** The text of the license. */
  readonly license?: string;
  /** Additions of features to the class of the client. */
  readonly clientParts?: readonly ClientPart[];
  /** Additions of features for operations. */
  readonly callParts?: readonly CallParts[];
  /** Markdown texts about features. */
  readonly abilities?: FeatureAbilities;
}
