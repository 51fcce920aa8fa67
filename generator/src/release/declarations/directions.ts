import type { Declaration, Declarations } from "../../printer/declarations.ts";
import { signatureParts } from "../../printer/type-parts.ts";

/** The names of types that callers pass and never receive. */
export function namesOnlySent(all: readonly Declarations[]): ReadonlySet<string> {
  const entries = all.flatMap((own) => Object.entries(own));
  const types = new Map<string, string[]>();
  for (const [key, declaration] of entries) {
    const [kind = "", name = ""] = key.split(" ");
    if (kind !== "interface" && kind !== "type") continue;
    types.set(name, [...(types.get(name) ?? []), ...Object.values(declaration)]);
  }
  const signatures = entries
    .filter(([key]) => key.startsWith("class "))
    .flatMap(([, own]) => signaturesOf(own));
  const sent = reachable(
    types,
    signatures.flatMap(({ parameters }) => parameters.map(({ type }) => type)),
  );
  const received = reachable(
    types,
    signatures.map(({ result }) => result),
  );
  return new Set([...sent].filter((name) => !received.has(name)));
}

function signaturesOf(declaration: Declaration) {
  return Object.entries(declaration)
    .filter(([member]) => member.endsWith("()"))
    .flatMap(([, text]) => text.split("\n").flatMap((each) => signatureParts(each) ?? []));
}

/** The types mentioned in strings, directly or indirectly. */
function reachable(
  types: ReadonlyMap<string, readonly string[]>,
  texts: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...texts];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const name of text.match(/[\p{L}_$][\p{L}\p{N}\p{M}_$]*/gu) ?? []) {
      if (found.has(name) || !types.has(name)) continue;
      found.add(name);
      open.push(...(types.get(name) ?? []));
    }
  }
  return found;
}
