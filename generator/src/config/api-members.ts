import { basename } from "node:path";
import type { Location } from "../diagnostics/index.ts";
import type { OpenApiDocument } from "../spec/index.ts";
import type { OpenApiRoot } from "../spec/openapi.ts";
import type { Pointer } from "../spec/pointer.ts";
import type { LocateKey } from "./config-problems.ts";
import type { ApiConfig } from "./sdk-config.ts";

/** What the configuration says about the API, and where. */
export interface LocatedApiConfig extends ApiConfig {
  /** The absolute path of the configuration. */
  readonly file?: string;
  /** Finds the position of a value in the configuration. */
  readonly locate?: LocateKey;
}

/** The keys that describe the API, and the members of the document that they replace. Nothing else knows both. */
const MEMBERS = {
  rateLimit: "x-rate-limit",
  webhookSignature: "x-webhook-signature",
  sessionToken: "x-session-token",
} as const satisfies { readonly [Key in keyof ApiConfig]?: keyof OpenApiRoot };

/** A configuration that changes nothing in its document, for a document that contains the changes. */
export function asWritten<Config extends ApiConfig>(
  config: Config,
): Config & { readonly overlays: readonly [] } {
  const own = [...Object.keys(MEMBERS), "authentication"];
  const others = Object.entries(config).filter(([key]) => !own.includes(key));
  return { ...(Object.fromEntries(others) as unknown as Config), overlays: [] };
}

/**
 * The document with what the configuration says about the API, as if the document said it. The rest of the generator therefore knows
 * one form.
 */
export function withApiConfig(document: OpenApiDocument, config: LocatedApiConfig): OpenApiDocument {
  const { file, locate = () => undefined, authentication } = config;
  const members = Object.entries(MEMBERS).flatMap(([key, member]) => {
    const value = config[key as keyof typeof MEMBERS];
    return value === undefined ? [] : [{ key, member: [member], value }];
  });
  const schemes = Object.entries(authentication ?? {});
  if (members.length === 0 && schemes.length === 0) return document;
  const { root } = document;
  const described: OpenApiRoot = {
    ...root,
    ...Object.fromEntries(members.map(({ member, value }) => [member[0], value])),
    ...(schemes.length > 0 && {
      components: {
        ...root.components,
        securitySchemes: { ...root.components?.securitySchemes, ...Object.fromEntries(schemes) },
      },
      security: schemes.map(([name]) => ({ [name]: [] })),
    }),
  } as OpenApiRoot;
  const written = [
    ...members,
    ...schemes.map(([name]) => ({ key: "authentication", member: ["components", "securitySchemes", name] })),
    ...(schemes.length > 0 ? [{ key: "authentication", member: ["security"] }] : []),
  ];
  const unknown: Location = { file: basename(file ?? "the configuration"), line: 1, column: 1 };
  const ownAt = (pointer: Pointer) =>
    written.find(({ member }) => member.every((key, index) => pointer[index] === key));
  return {
    root: described,
    locate: (pointer) => {
      const own = ownAt(pointer);
      if (own === undefined) return document.locate(pointer);
      const within = pointer.slice(own.member.length);
      return locate([own.key, ...within]) ?? locate([own.key]) ?? unknown;
    },
    addressOf: (pointer) => (ownAt(pointer) === undefined ? document.addressOf(pointer) : (file ?? "")),
    origin: (pointer) => document.origin(pointer),
  };
}
