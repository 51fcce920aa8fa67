import type { ApiModel } from "../../api-model/api-model.ts";
import { sortedEntries } from "../../api-model/order.ts";
import type { ServerObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import type { Events } from "./webhooks.ts";

type ApiFacts = Omit<ApiModel, "resources" | "types" | keyof Events | "security" | "sessionToken">;

/** Facts about the API as a whole. */
export function apiFacts(context: ModelContext): ApiFacts {
  const { info, servers, "x-rate-limit": limit, "x-pagination": pages } = context.document.root;
  const signature = context.document.root["x-webhook-signature"];
  return {
    title: info.title,
    version: info.version,
    ...(info.description !== undefined && { description: info.description }),
    baseURL: baseURLOf(servers),
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

/** The URL of the first server, with the defaults of its variables. If it is relative, callers must pass `baseURL`. */
function baseURLOf(servers: ModelContext["document"]["root"]["servers"]): string {
  return baseURLsOf(servers)[0] ?? "";
}

/** The URLs of all servers. */
export function baseURLsOf(servers: ModelContext["document"]["root"]["servers"]): readonly string[] {
  return (servers ?? []).map(addressOf);
}

function addressOf(server: ServerObject): string {
  const url = server.url.replace(/\{([^}]+)\}/g, (whole, name: string) => {
    const variable = Object.hasOwn(server.variables ?? {}, name) ? server.variables?.[name] : undefined;
    return variable?.default ?? whole;
  });
  return url.replace(/\/+$/, "");
}
