import { nearest } from "../../diagnostics/index.ts";
import type { NodeKind } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";
import { KNOWN_MEMBERS, type KnownMembers } from "./defined-members.ts";
import { OWNERS } from "./members.ts";

/**
 * Reports members that OpenAPI does not define and whose names are near to one that it does. Other unknown members are left
 * alone: documents contain those of many tools.
 */
export function reportMisspellings(draft: Draft): void {
  for (const node of draft.content.nodes) {
    const { kind, value } = node;
    const known = KNOWN_MEMBERS.get(kind);
    if (known === undefined || !isRecord(value)) continue;
    for (const name of Object.keys(value)) {
      if (known.names.has(name) || name.startsWith("x-")) continue;
      const meant = meantMember(name, known);
      const owner = OWNERS[kind] ?? NAMES[kind] ?? "this object";
      if (meant !== undefined)
        draft.report("misspelled-member", { name, meant, owner }, [...node.pointer, name]);
    }
  }
}

/** The member that a name means: one in other letters, such as `get` for `GET`, or one with a few mistakes. */
export function meantMember(name: string, { names, suggestions }: KnownMembers): string | undefined {
  const lowerCase = name.toLowerCase();
  return names.has(lowerCase) ? lowerCase : nearest(name, suggestions, MOST_MISTAKES);
}

/** The maximum number of wrong letters. With more, it is rather another word. */
const MOST_MISTAKES = 2;

/** Names in messages of object kinds without required members. */
const NAMES: { readonly [Kind in NodeKind]?: string } = {
  components: "`components`",
  contact: "`contact`",
  license: "`license`",
  externalDocs: "`externalDocs`",
  serverVariable: "this server variable",
  pathItem: "this path",
  operation: "this operation",
  header: "this header",
  response: "this response",
  mediaType: "this media type",
  encoding: "this encoding",
  example: "this example",
  link: "this link",
  schema: "this schema",
  xml: "`xml`",
  oauthFlows: "`flows`",
  oauthFlow: "this OAuth flow",
};
