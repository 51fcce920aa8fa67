import { int64 } from "./int64/index.ts";
import { sessions } from "./sessions/index.ts";
import { unknownValues } from "./unknown-values/index.ts";
import { uploads } from "./uploads/index.ts";
import { webhooks } from "./webhooks/index.ts";

export {
  abilitiesAdded,
  callParts,
  clientParts,
  type ExtendedPackages,
  emitFeatures,
  extendPackages,
} from "./extend-packages.ts";
export type { AddedPackage, Feature } from "./kit/feature.ts";
export { loadFeatures } from "./load-features.ts";

/** The built-in features, for packages whose document contains their data. */
export const BUILT_IN = [webhooks, sessions, uploads, int64, unknownValues] as const;
