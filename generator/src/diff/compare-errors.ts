import type { ErrorModel, OperationModel } from "../api-model/index.ts";
import { compareExpressions, type TypesOfBoth } from "./compare-expressions.ts";
import { type Comparison, found, SAME, type Spot, together } from "./finding.ts";

/**
 * Compares the bodies of error responses by status. A status that only one version describes has the body of its range or of
 * `default` in the other, if there is one.
 */
export function compareErrors(
  before: OperationModel,
  after: OperationModel,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  const statuses = [...new Set([...before.errors, ...after.errors].map(({ status }) => status))].sort();
  return together(
    ...statuses.map((status) => {
      const [old, now] = [errorAt(before.errors, status), errorAt(after.errors, status)];
      const own = { ...spot, subject: `the error ${status} of ${spot.subject}` };
      // A status that is new is reported as such.
      if (old === undefined) return isDocumented(before, status) ? found("error-body-added", own) : SAME;
      if (now === undefined) return found("error-body-removed", own);
      return compareExpressions(old.type, now.type, types, own);
    }),
  );
}

function isDocumented({ documented }: OperationModel, status: string): boolean {
  return documented.some((response) => response.status === status);
}

/** The error that describes a status, a range, or `default`. */
function errorAt(errors: readonly ErrorModel[], status: string): ErrorModel | undefined {
  const keys = [status, `${status.charAt(0)}XX`, "default"];
  return keys.map((key) => errors.find((error) => error.status === key)).find((error) => error !== undefined);
}
