import type { CallbackModel, DeliveryModel } from "../api-model/index.ts";
import { compareDocs } from "./compare-docs.ts";
import { compareExpressions, type TypesOfBoth } from "./compare-expressions.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";

/** Compares a request that the API sends: its documentation, address, parameters, body, and the expected responses. */
export function compareDeliveries(
  before: DeliveryModel,
  after: DeliveryModel,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  const [from, to] = [requestText(before), requestText(after)];
  const statuses = (delivery: DeliveryModel) => delivery.responses.map(({ status }) => status);
  const parameters = ({ parameters: all = [] }: DeliveryModel) =>
    all.map(({ in: place, name }) => `${place} parameter ${code(name)}`);
  return together(
    compareDocs(before.docs, after.docs, spot),
    from === to ? SAME : found("delivery-request-changed", spot, { from: code(from), to: code(to) }),
    compareLists("delivery-parameter", parameters(before), parameters(after), spot),
    compareLists("expected-response", statuses(before), statuses(after), spot),
    compareExpressions(before.type, after.type, types, spot),
  );
}

/** The same callback of another version: that with the same request, or else the only one with its name. */
export function sameCallback(
  callback: CallbackModel,
  before: readonly CallbackModel[],
  after: readonly CallbackModel[],
): CallbackModel | undefined {
  const hasName = ({ name }: CallbackModel) => name === callback.name;
  const [only, ...others] = after.filter(hasName);
  const isOnly = others.length === 0 && before.filter(hasName).length === 1;
  return isOnly ? only : after.find((each) => hasName(each) && requestText(each) === requestText(callback));
}

/** `POST {$request.body#/url} as text/plain` */
function requestText(delivery: DeliveryModel | CallbackModel): string {
  const url = "url" in delivery ? ` ${delivery.url}` : "";
  const type = delivery.contentType === undefined ? "" : ` as ${delivery.contentType}`;
  return `${delivery.httpMethod}${url}${type}`;
}

function compareLists(
  change: "delivery-parameter" | "expected-response",
  before: readonly string[],
  after: readonly string[],
  spot: Spot,
): Comparison {
  const added = after.filter((item) => !before.includes(item));
  const removed = before.filter((item) => !after.includes(item));
  return together(
    ...added.map((item) => found(`${change}-added`, spot, { to: item })),
    ...removed.map((item) => found(`${change}-removed`, spot, { from: item })),
  );
}
