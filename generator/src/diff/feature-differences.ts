import type { ApiModel, Place, TypeExpression } from "../api-model/index.ts";
import { compareExpressions, type TypesOfBoth } from "./compare-expressions.ts";
import type { Comparison, Finding } from "./finding.ts";
import type { ChangeLevel } from "./levels.ts";
import { callName, type OwnedOperation } from "./owned-operation.ts";
import type { Root } from "./root.ts";

/** A difference that matters to the users of a feature. */
export type FeatureDifference = FeatureChange | ComparedValues;

interface Compared {
  /** The keys from the root of the old document to the compared part, for the position in reports. */
  readonly old: Place;
  /** The same in the new document. */
  readonly new: Place;
  /** Who sends the values. Default: it is not about values. */
  readonly direction?: "request" | "response";
  /** The call that is affected, before and now. Default: what the feature adds to packages. */
  readonly call?: readonly [before: OwnedOperation, after: OwnedOperation];
}

/** A change. */
export interface FeatureChange extends Compared {
  readonly kind: "change";
  /** Its kind in reports, `session-added`. */
  readonly code: string;
  readonly level: ChangeLevel;
  /** A sentence for consumers, with names in backticks: "Removes session tokens." */
  readonly message: string;
  /** The way to make it compatible, if possible. */
  readonly help?: string;
}

/** Values that the feature passes to consumers. Their types are compared like those of requests or responses. */
export interface ComparedValues extends Compared {
  readonly kind: "values";
  /** Their plural, "session tokens". */
  readonly subject: string;
  readonly before: TypeExpression;
  readonly after: TypeExpression;
  readonly direction: "request" | "response";
}

/** A feature, as far as it takes part in comparisons. */
export interface ComparingFeature {
  readonly name: string;
  compare?(before: ApiModel, after: ApiModel): readonly FeatureDifference[];
}

/** The differences of features, each as a part of the API with the name of its feature. */
export function featureRoots(
  before: ApiModel,
  after: ApiModel,
  types: TypesOfBoth,
  features: readonly ComparingFeature[],
): readonly Root[] {
  return features.flatMap(({ name: part, ...feature }) =>
    (feature.compare?.(before, after) ?? []).map((difference): Root => {
      const { direction, call } = difference;
      const comparison = comparisonOf(difference, types);
      const where = call === undefined ? { part, resources: [] } : reachOf(...call);
      return { comparison, ...where, ...(direction !== undefined && { direction }) };
    }),
  );
}

function reachOf(before: OwnedOperation, after: OwnedOperation): Pick<Root, "resources" | "operation"> {
  return { operation: callName(after), resources: [before.resource, after.resource] };
}

function comparisonOf(difference: FeatureDifference, types: TypesOfBoth): Comparison {
  const { old, new: now } = difference;
  if (difference.kind === "values") {
    const { before, after, subject } = difference;
    return compareExpressions(before, after, types, { subject, old, new: now });
  }
  const { code, level, message, help } = difference;
  const rule = { level, message: () => message, ...(help !== undefined && { help }) };
  // The message is the fact that tells changes of one kind at one place apart.
  const finding: Finding = { code, rule, subject: "", old, new: now, facts: { from: message, to: "" } };
  return { findings: [finding], pairs: [] };
}
