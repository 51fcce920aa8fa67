import { subset, validRange } from "semver";
import * as v from "valibot";

/** The versions of Node that generated packages run on, unless the configuration says otherwise. The runtime needs them. */
export const SUPPORTED_NODE = ">=20.19";

/** A range of versions of Node that the runtime supports. */
export const nodeRange = v.pipe(
  v.string(),
  v.check(
    (range) => range.trim() !== "" && validRange(range) !== null,
    "Invalid range: Expected a range of versions such as >=22",
  ),
  v.check(
    (range) => validRange(range) === null || subset(range, SUPPORTED_NODE),
    `Invalid range: Expected only versions of Node that the runtime supports, ${SUPPORTED_NODE}`,
  ),
);
