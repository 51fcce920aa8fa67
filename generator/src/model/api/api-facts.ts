import type { ApiModel } from "../../api-model/api-model.ts";
import { needsBaseURL } from "../../api-model/client-options.ts";
import { sortedEntries } from "../../api-model/order.ts";
import { defaultUrl } from "../../api-model/servers.ts";
import type { PaginationExtension } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import { serversOf } from "../operations/servers.ts";
import type { Events } from "./webhooks.ts";

type ApiFacts = Omit<
  ApiModel,
  "resources" | "types" | keyof Events | "security" | "added" | "clientParameters"
>;

/** Facts about the API as a whole. */
export function apiFacts(context: ModelContext): ApiFacts {
  const { info, "x-rate-limit": limit, "x-pagination": pages } = context.document.root;
  const servers = serversOf(context);
  const baseURL = servers[0] === undefined ? "" : defaultUrl(servers[0]);
  if (needsBaseURL({ baseURL }))
    context.report("no-base-url", { url: baseURL }, servers.length > 0 ? ["servers"] : []);
  return {
    title: info.title,
    version: info.version,
    ...(info.description !== undefined && { description: info.description }),
    baseURL,
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
    ...paginationOf(pages),
  };
}

/** The style of all lists, if it is a cursor. Lists of other styles contain theirs. */
function paginationOf(extension: PaginationExtension | undefined): Pick<ApiModel, "pagination"> {
  const { kind = "cursor", cursor, items, next } = extension ?? {};
  if (kind !== "cursor" || cursor === undefined || items === undefined || next === undefined) return {};
  return { pagination: { kind, cursor, items, next } };
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
