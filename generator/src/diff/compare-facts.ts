import type { ApiModel, RateLimit } from "../api-model/index.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";

/** Compares rate limit, quota and pagination. */
export function compareClients(before: ApiModel, after: ApiModel): Comparison {
  const at = (member: string): Spot => ({ subject: "the API", old: [member], new: [member] });
  return together(
    compareRateLimits(before.rateLimit, after.rateLimit, at("x-rate-limit")),
    compareQuotas(before.quota?.plans ?? {}, after.quota?.plans ?? {}, at("x-rate-limit")),
    compareTexts("pagination-changed", pages(before), pages(after), at("x-pagination")),
    before.title === after.title && before.description === after.description
      ? SAME
      : found("api-docs-changed", at("info")),
  );
}

function compareTexts(
  change: Parameters<typeof found>[0],
  before: string,
  after: string,
  spot: Spot,
): Comparison {
  return before === after ? SAME : found(change, spot, { from: before, to: after });
}

function pages({ pagination }: ApiModel): string {
  if (pagination === undefined) return "none";
  const { cursor, items, next } = pagination;
  return code(`${cursor}, ${items}, ${next}`);
}

function compareRateLimits(
  before: RateLimit | undefined,
  after: RateLimit | undefined,
  spot: Spot,
): Comparison {
  const text = (limit: RateLimit | undefined) =>
    limit === undefined
      ? "none"
      : `${limit.requests} requests in ${limit.perSeconds} s with ${limit.recoverySeconds} s recovery`;
  return compareTexts("rate-limit-changed", text(before), text(after), spot);
}

type Plans = { readonly [plan: string]: number | null };

function compareQuotas(before: Plans, after: Plans, spot: Spot): Comparison {
  const text = (limit: number | null | undefined) => (limit == null ? "no limit" : `${limit} requests`);
  const plans = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return together(
    ...plans.map((plan) => {
      const [from, to] = [text(before[plan]), text(after[plan])];
      const subject = { ...spot, subject: code(plan) };
      if (!Object.hasOwn(before, plan)) return found("quota-plan-added", subject, { to });
      if (!Object.hasOwn(after, plan)) return found("quota-plan-removed", subject);
      return compareTexts("quota-changed", from, to, subject);
    }),
  );
}
