import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { resolve } from "./document.js";
import { asObject, type JsonObject } from "./json.js";

/** Returns a short fingerprint of a request's credentials; undefined when it has none. */
export type Fingerprint = (headers: IncomingHttpHeaders, query: URLSearchParams) => string | undefined;

/** Finds in the security schemes of a document where requests carry credentials. */
export function readFingerprint(document: JsonObject): Fingerprint {
  const schemes = Object.values(asObject(asObject(document.components).securitySchemes));
  const places = schemes.map((scheme) => placeOf(resolve(document, scheme)));
  return (headers, query) => {
    const values = places.map(({ kind, name }) => (kind === "query" ? query.get(name) : headers[name]));
    const credentials = values.filter((value) => typeof value === "string").join("\n");
    if (credentials === "") return undefined;
    return createHash("sha256").update(credentials).digest("hex").slice(0, 12);
  };
}

function placeOf(scheme: JsonObject): { readonly kind: "header" | "query"; readonly name: string } {
  const name = String(scheme.name);
  if (scheme.type !== "apiKey") return { kind: "header", name: "authorization" };
  if (scheme.in === "query") return { kind: "query", name };
  return { kind: "header", name: scheme.in === "cookie" ? "cookie" : name.toLowerCase() };
}
