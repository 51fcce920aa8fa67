import type { Documentation } from "../api-model/index.ts";
import { type Comparison, found, SAME, type Spot, together } from "./finding.ts";

/** Compares documentation, without the facts: limits and defaults are compared separately. */
export function compareDocs(before: Documentation, after: Documentation, spot: Spot): Comparison {
  const saysTheSame = before.summary === after.summary && before.description === after.description;
  return together(
    saysTheSame ? SAME : found("docs-changed", spot),
    compareDeprecation(before.deprecated, after.deprecated, spot),
    comparePreview(before.preview, after.preview, spot),
  );
}

function compareDeprecation(
  before: Documentation["deprecated"],
  after: Documentation["deprecated"],
  spot: Spot,
): Comparison {
  if (before === after) return SAME;
  if (after === undefined) return found("undeprecated", spot);
  if (before === undefined) return found("deprecated", spot, { to: after === true ? "" : after });
  return found("docs-changed", spot);
}

function comparePreview(
  before: Documentation["preview"],
  after: Documentation["preview"],
  spot: Spot,
): Comparison {
  if (before === after) return SAME;
  if (after === undefined) return found("became-stable", spot);
  return found(before === undefined ? "became-preview" : "docs-changed", spot);
}
