import type { ApiModel, Authentication } from "../../api-model/api-model.ts";
import { compareNames, sortedEntries } from "../../api-model/order.ts";
import type { SecuritySchemeObject, ServerObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import type { Events } from "./webhooks.ts";

type ApiFacts = Omit<ApiModel, "resources" | "types" | keyof Events | "sessionToken">;

/** Facts about the API as a whole. */
export function apiFacts(context: ModelContext): ApiFacts {
  const { info, servers, "x-rate-limit": limit, "x-pagination": pages } = context.document.root;
  const signature = context.document.root["x-webhook-signature"];
  const authentication = authenticationOf(context);
  return {
    title: info.title,
    version: info.version,
    ...(info.description !== undefined && { description: info.description }),
    baseURL: baseURLOf(servers),
    ...(authentication !== undefined && { authentication }),
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

/** The first required scheme that the runtime supports. */
function authenticationOf(context: ModelContext): Authentication | undefined {
  const { components, security = [], paths = {} } = context.document.root;
  const used = [
    ...security,
    ...sortedEntries(paths)
      .flatMap(([, item]) => sortedEntries({ ...item }))
      .flatMap(([, operation]) => securityOf(operation)),
  ].flatMap((requirement) => Object.keys(requirement).sort(compareNames));
  const names = [...new Set(used)].filter((name) => Object.hasOwn(components?.securitySchemes ?? {}, name));
  const candidates = names.map((name) => {
    const pointer = ["components", "securitySchemes", name];
    const scheme = context.resolve<SecuritySchemeObject>(
      components?.securitySchemes?.[name] as SecuritySchemeObject,
      pointer,
    );
    return { name, pointer, authentication: supported(scheme.value) };
  });
  const chosen = candidates.find(({ authentication }) => authentication !== undefined);
  if (chosen !== undefined) return chosen.authentication;
  for (const { name, pointer } of candidates)
    context.report("unsupported-security", { scheme: name }, pointer);
  return undefined;
}

function securityOf(operation: unknown): readonly { readonly [scheme: string]: readonly string[] }[] {
  const security = (operation as { security?: unknown } | null)?.security;
  return Array.isArray(security) ? security : [];
}

function supported(scheme: SecuritySchemeObject): Authentication | undefined {
  switch (scheme.type) {
    case "apiKey":
      return { kind: "apiKey", in: scheme.in, name: scheme.name };
    case "http":
      return scheme.scheme.toLowerCase() === "basic" ? { kind: "basic" } : { kind: "bearer" };
    case "oauth2":
    case "openIdConnect":
      return { kind: "bearer" };
    default:
      return undefined;
  }
}
