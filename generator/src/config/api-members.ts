import { basename } from "node:path";
import type { Location } from "../diagnostics/index.ts";
import type { OpenApiDocument } from "../spec/index.ts";
import type { OpenApiRoot, ServerObject } from "../spec/openapi.ts";
import type { Pointer } from "../spec/pointer.ts";
import type { LocateKey } from "./config-problems.ts";
import type { ApiConfig } from "./settings/sdk-config.ts";

/** The settings that describe the API, with their positions. */
export interface LocatedApiConfig extends ApiConfig {
  /** The absolute path of the configuration. */
  readonly file?: string;
  /** Finds the position of a value in the configuration. */
  readonly locate?: LocateKey;
}

/** The keys whose value a member of the document has, too. Nothing else knows both. */
const MEMBERS = {
  rateLimit: "x-rate-limit",
  queryFormat: "x-query-format",
  security: "security",
  webhookSignature: "x-webhook-signature",
  sessionToken: "x-session-token",
} as const satisfies { readonly [Key in keyof ApiConfig]?: keyof OpenApiRoot };

/** A configuration that changes nothing in its document, for a document that contains the changes. */
export function asWritten<Config extends ApiConfig>(
  config: Config,
): Config & { readonly overlays: readonly [] } {
  const own = [...Object.keys(MEMBERS), "authentication", "servers"];
  const others = Object.entries(config).filter(([key]) => !own.includes(key));
  return { ...(Object.fromEntries(others) as unknown as Config), overlays: [] };
}

/** A member of the document that the configuration writes. */
interface WrittenMember {
  /** Where the configuration has it. */
  readonly key: readonly string[];
  /** Where the document has it. */
  readonly member: Pointer;
}

/**
 * The document with what the configuration says about the API, as if the document said it. The rest of the generator therefore knows
 * one form.
 */
export function withApiConfig(document: OpenApiDocument, config: LocatedApiConfig): OpenApiDocument {
  const { file, locate = () => undefined, authentication = {}, servers } = config;
  const { root } = document;
  const schemes = Object.keys(authentication);
  const members = Object.entries(MEMBERS).filter(
    ([key]) => config[key as keyof typeof MEMBERS] !== undefined,
  );
  // The last one counts for a position: `security` replaces what `authentication` says.
  const written: readonly WrittenMember[] = [
    ...members.map(([key, member]) => ({ key: [key], member: [member] })),
    ...schemes.map((name) => ({ key: ["authentication"], member: ["components", "securitySchemes", name] })),
    ...(schemes.length > 0 ? [{ key: ["authentication"], member: ["security"] }] : []),
    ...Object.keys(servers ?? {}).map((name, index) => ({
      key: ["servers", name],
      member: ["servers", index],
    })),
  ];
  if (written.length === 0) return document;
  const described: OpenApiRoot = {
    ...root,
    ...(schemes.length > 0 && {
      components: {
        ...root.components,
        securitySchemes: { ...root.components?.securitySchemes, ...authentication },
      },
      security: schemes.map((name) => ({ [name]: [] })),
    }),
    ...Object.fromEntries(members.map(([key, member]) => [member, config[key as keyof typeof MEMBERS]])),
    ...(servers !== undefined && { servers: serversOf(servers, root.servers ?? []) }),
  } as OpenApiRoot;
  const unknown: Location = { file: basename(file ?? "the configuration"), line: 1, column: 1 };
  const ownAt = (pointer: Pointer) =>
    written.find(({ member }) => member.every((key, index) => pointer[index] === key));
  return {
    root: described,
    locate: (pointer) => {
      const own = ownAt(pointer);
      if (own === undefined) return document.locate(pointer);
      const within = pointer.slice(own.member.length);
      return locate([...own.key, ...within]) ?? locate(own.key) ?? unknown;
    },
    addressOf: (pointer) => (ownAt(pointer) === undefined ? document.addressOf(pointer) : (file ?? "")),
    origin: (pointer) => document.origin(pointer),
  };
}

/** The servers of the configuration. One that the document has, too, keeps its variables and its description. */
function serversOf(
  servers: NonNullable<ApiConfig["servers"]>,
  documented: readonly ServerObject[],
): readonly ServerObject[] {
  return Object.entries(servers).map(([name, url]) => {
    const known = documented.find((server) => sameUrl(server.url, url));
    const { variables, description } = known ?? {};
    return {
      ...(variables !== undefined && { variables }),
      ...(description !== undefined && { description }),
      url,
      name,
    };
  });
}

/** True if two URLs differ at most in a slash at the end. */
function sameUrl(one: string, other: string): boolean {
  return one.replace(/\/+$/, "") === other.replace(/\/+$/, "");
}
