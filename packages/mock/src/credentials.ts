import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { resolve } from "./document.js";
import { asObject, type JsonObject } from "./json.js";

/** The credentials of a request. */
export interface Credentials {
  /** An identifier that does not reveal them. Undefined if the request has none. */
  readonly fingerprint: string | undefined;
  /** Whether they contain one of some keys. */
  has(keys: readonly string[]): boolean;
}

/** Reads the credentials of a request. */
export type ReadCredentials = (headers: IncomingHttpHeaders, query: URLSearchParams) => Credentials;

/** Finds in the security schemes of a document where requests carry credentials. */
export function credentialsOf(document: JsonObject): ReadCredentials {
  const schemes = Object.values(asObject(asObject(document.components).securitySchemes));
  const places = schemes.map((scheme) => placeOf(resolve(document, scheme)));
  const hasSessions = document["x-session-token"] !== undefined;
  return (headers, query) => {
    const values = places
      .map(({ kind, name }) => (kind === "query" ? query.get(name) : headers[name]))
      .filter((value) => typeof value === "string");
    const all = values.join("\n");
    return {
      fingerprint: all === "" ? undefined : createHash("sha256").update(all).digest("hex").slice(0, 12),
      has: (keys) => values.some((value) => keysIn(value, hasSessions).some((key) => keys.includes(key))),
    };
  };
}

/** The parts of a credential that may be the key: the whole, the part after `Bearer`, or the part of a session's key after the workspace. */
function keysIn(value: string, hasSessions: boolean): readonly string[] {
  const [, token = value] = /^[A-Za-z]+ +(.+)$/.exec(value) ?? [];
  const basic = /^basic /i.test(value) ? Buffer.from(token, "base64").toString().split(":") : [];
  const cookies = value.split(/; */).flatMap((pair) => pair.split("=").slice(1).join("=") || []);
  const own = hasSessions ? (token.split("/")[1] ?? token) : token;
  return [value, token, own, ...basic, ...cookies];
}

function placeOf(scheme: JsonObject): { readonly kind: "header" | "query"; readonly name: string } {
  const name = String(scheme.name);
  if (scheme.type !== "apiKey") return { kind: "header", name: "authorization" };
  if (scheme.in === "query") return { kind: "query", name };
  return { kind: "header", name: scheme.in === "cookie" ? "cookie" : name.toLowerCase() };
}
