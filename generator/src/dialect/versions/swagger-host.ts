import { type Diagnostic, diagnostic } from "../../diagnostics/index.ts";
import { isWebAddress } from "../../spec/address.ts";
import { define, itemsOf } from "../../spec/guards.ts";
import { valueAt } from "../../spec/pointer.ts";
import type { SpecSource } from "../../spec/source.ts";

/**
 * Gives a document of Swagger 2.0 from the web its host, if it declares none, and puts `https` first in its schemes.
 * The path of the server starts with a slash, so that it cannot continue the name of the host.
 *
 * @param swagger A document of which the caller owns all values. It is changed.
 * @param source The file that it is from.
 * @returns What was repaired, and what was read relative to the address of the document.
 */
export function completeHost(
  swagger: object,
  { path, locate }: Pick<SpecSource, "path" | "locate">,
): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const written = valueAt(swagger, ["basePath"]);
  const basePath = typeof written === "string" && !/^\/|^$/.test(written) ? `/${written}` : written;
  if (basePath !== written) {
    define(swagger, "basePath", basePath);
    problems.push(diagnostic("invalid-path", { path: String(written) }, locate(["basePath"])));
  }
  const isRelative = valueAt(swagger, ["host"]) === undefined && basePath !== undefined;
  if (isRelative && isWebAddress(path)) {
    const { host, protocol } = new URL(path);
    define(swagger, "host", host);
    if (itemsOf(valueAt(swagger, ["schemes"])).length === 0)
      define(swagger, "schemes", [protocol.replace(":", "")]);
  }
  const host = valueAt(swagger, ["host"]);
  if (host === undefined) return problems;
  const [scheme] = preferHttps(swagger);
  if (isRelative) {
    const resolved = `${scheme}://${host}${basePath}`;
    problems.push(diagnostic("relative-server", { url: String(basePath), resolved }, locate(["basePath"])));
  }
  return problems;
}

/** Puts `https` first, so that credentials are sent unencrypted only if the document has nothing but `http`. Returns the schemes. */
function preferHttps(swagger: object): readonly unknown[] {
  const schemes = itemsOf(valueAt(swagger, ["schemes"]));
  const others = schemes.filter((scheme) => scheme !== "https");
  const isSecure = schemes.length === 0 || others.length < schemes.length;
  const ordered = isSecure ? ["https", ...others] : others;
  define(swagger, "schemes", ordered);
  return ordered;
}
