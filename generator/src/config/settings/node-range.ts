import { subset, validRange } from "semver";
import * as v from "valibot";

/** The versions of Node that generated packages run on, unless the configuration says otherwise. The runtime needs them. */
export const SUPPORTED_NODE = ">=20.19";

/** A range of versions of Node that the runtime supports. */
export const nodeRange = v.pipe(
  v.string(),
  v.check(
    (range) => range.trim() !== "" && validRange(range) !== null && subset(range, SUPPORTED_NODE),
    `Invalid range: Expected versions of Node that the runtime supports, such as ${SUPPORTED_NODE}`,
  ),
);
