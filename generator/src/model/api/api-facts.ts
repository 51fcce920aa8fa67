import type { ApiModel } from "../../api-model/api-model.ts";
import { sortedEntries } from "../../api-model/order.ts";
import type { ModelContext } from "../context/context.ts";
import { defaultUrl, serversOf } from "../operations/servers.ts";
import type { Events } from "./webhooks.ts";

type ApiFacts = Omit<
  ApiModel,
  "resources" | "types" | keyof Events | "security" | "sessionToken" | "clientParameters"
>;

/** Facts about the API as a whole. */
export function apiFacts(context: ModelContext): ApiFacts {
  const { info, "x-rate-limit": limit, "x-pagination": pages } = context.document.root;
  const servers = serversOf(context);
  const signature = context.document.root["x-webhook-signature"];
  return {
    title: info.title,
    version: info.version,
    ...(info.description !== undefined && { description: info.description }),
    baseURL: servers[0] === undefined ? "" : defaultUrl(servers[0]),
    servers,
    ...(limit !== undefined && {
      rateLimit: {
        requests: limit.requests,
        perSeconds: limit.perSeconds,
        recoverySeconds: limit.recoverySeconds,
      },
    }),
    ...(limit?.quota !== undefined && {
      quota: { period: limit.quota.period, plans: byLimit(limit.quota.plans) },
    }),
    ...(pages !== undefined && {
      pagination: { kind: "cursor" as const, cursor: pages.cursor, items: pages.items, next: pages.next },
    }),
    ...(signature !== undefined && {
      webhookSignature: {
        header: signature.header,
        ...(signature.timestamp !== undefined && { timestamp: signature.timestamp }),
      },
    }),
  };
}

/** Plans sorted by limit, unlimited ones last. */
function byLimit(plans: { readonly [plan: string]: number | null }): {
  readonly [plan: string]: number | null;
} {
  const rank = (limit: number | null) => limit ?? Number.POSITIVE_INFINITY;
  return Object.fromEntries(
    sortedEntries(plans).toSorted(([, a], [, b]) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0)),
  );
}
