import { displayReference, displayURL, isWebAddress } from "../../spec/address.ts";
import { describeValue, entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import type { CheckedObject, Draft } from "../draft/index.ts";

/**
 * Makes relative URLs absolute if the document is from the web, and adds the scheme to a URL that starts with a host. Removes what
 * packages do not support: variables that a URL does not contain, and choices between the servers of an operation.
 */
export function repairServers(draft: Draft): void {
  for (const server of draft.objects("server")) {
    addScheme(draft, server);
    removeOtherParts(draft, server);
    completeUrl(draft, server);
    removeUnusedVariables(draft, server);
  }
  for (const kind of ["pathItem", "operation"] as const)
    for (const owner of draft.objects(kind)) keepOneServer(draft, owner);
}

/** In OpenAPI, `api.shop.example/v1` is a relative path, which is never intended. */
function addScheme(draft: Draft, { value: { url }, pointer }: CheckedObject): void {
  const scheme =
    typeof url !== "string" ? undefined : LOCAL.test(url) ? "http" : HOST.test(url) ? "https" : undefined;
  if (scheme === undefined) return;
  const facts = { expected: "an absolute URL", found: describeValue(url) };
  reread(draft, [...pointer, "url"], facts, `${scheme}://${url}`);
}

/** At least two labels, the last of which is a word and no extension of a file. */
const HOST = /^(?:[a-z\d-]+\.)+(?!(?:json|ya?ml|html?|php|aspx?)(?:\/|$))[a-z]{2,}(?::\d+)?(?:\/|$)/i;
const LOCAL = /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?(?:\/|$)/i;

/** A client cannot send requests to a URL with a user, a query or a fragment. They may be secret, so messages do not show them. */
function removeOtherParts(draft: Draft, { value: { url }, pointer }: CheckedObject): void {
  if (typeof url !== "string" || !AUTHORITY.test(url)) return;
  const plain = withoutOtherParts(url);
  if (plain === url) return;
  const facts = { expected: "a URL without user, query and fragment", found: "a URL with one of them" };
  reread(draft, [...pointer, "url"], facts, plain);
}

/** How a URL with a host starts. */
const AUTHORITY = /^(?:[a-z{][a-z\d+.{}-]*:)?\/\//i;

function withoutOtherParts(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/^([^/]*\/\/)[^/]*@/, "$1");
}

function displayedUrl(url: string): string {
  return AUTHORITY.test(url) ? withoutOtherParts(url) : displayReference(url);
}

function reread(
  draft: Draft,
  place: Pointer,
  facts: { readonly expected: string; readonly found: string },
  meant: string,
): void {
  draft.report("wrong-shape", { name: "url", ...facts, reading: `read as ${JSON.stringify(meant)}` }, place);
  draft.set(place, meant);
}

/** A relative URL is relative to the address of the file that contains it, or that an overlay adds it to. */
function completeUrl(draft: Draft, { value, pointer }: CheckedObject): void {
  const { url } = value;
  const place = [...pointer, "url"];
  const address = draft.document.addressOf(place);
  if (typeof url !== "string" || /^(?:[a-z][a-z\d+.-]*:|\{)/i.test(url) || !isWebAddress(address)) return;
  // The query of the address may be secret.
  const path = withoutOtherParts(url);
  const resolved = URL.parse(path, displayURL(address))?.href.replaceAll("%7B", "{").replaceAll("%7D", "}");
  if (resolved === undefined) return;
  draft.report("relative-server", { url: path, resolved }, place);
  draft.set(place, resolved);
}

function removeUnusedVariables(draft: Draft, server: CheckedObject): void {
  const used = variablesIn(server.value.url);
  const unused: Pointer[] = [];
  for (const [name] of entriesOf(server.value.variables)) {
    if (used.includes(name)) continue;
    const place = [...server.pointer, "variables", name];
    const reason = `the URL of the server does not contain {${name}}`;
    draft.report("unused-member", { name, reason }, place);
    unused.push(place);
  }
  draft.remove(unused);
}

/** An operation with its own servers is sent to the first one whose variables all have defaults. */
function keepOneServer(draft: Draft, owner: CheckedObject): void {
  const removed: Pointer[] = [];
  let isFound = false;
  for (const [index, value] of itemsOf(owner.value.servers).entries()) {
    const server = { value: isRecord(value) ? value : {}, pointer: [...owner.pointer, "servers", index] };
    if (isFound) {
      const reason = "its operations are sent to the first server of the list";
      draft.report("unused-member", { name: displayedUrl(String(server.value.url)), reason }, server.pointer);
    } else if (hasDefaults(draft, server)) {
      isFound = true;
      continue;
    }
    removed.push(server.pointer);
  }
  draft.remove(removed);
}

/** True if all variables of a server have defaults. */
function hasDefaults(draft: Draft, { value: server, pointer }: CheckedObject): boolean {
  const variables = new Map(entriesOf(server.variables));
  for (const name of variablesIn(server.url)) {
    const place = [...pointer, "variables", name];
    const variable = variables.get(name);
    if (!isRecord(variable) || variable.default === undefined) {
      const facts = { owner: `the variable {${name}}`, name: "default", reading: "the server is ignored" };
      draft.report("missing-member", facts, place);
      return false;
    }
    if (itemsOf(variable.enum).length < 2) continue;
    const reason = "the operations of this server are sent to the default of each variable";
    draft.report("unused-member", { name: "enum", reason }, [...place, "enum"]);
  }
  return true;
}

function variablesIn(url: unknown): readonly string[] {
  return [...String(url).matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
}
