import { compareNames, sortedEntries } from "../../api-model/order.ts";
import type { SecurityAlternative, SecurityRequirement } from "../../api-model/security.ts";
import type { SecurityRequirement as WrittenRequirement } from "../../spec/index.ts";

/** The alternatives of a `security` member, each once. Empty if none of them needs a credential. */
export function securityRequirement(written: readonly WrittenRequirement[]): SecurityRequirement {
  const alternatives = written.map(alternativeOf);
  if (alternatives.every((alternative) => alternative.length === 0)) return [];
  return [...new Map(alternatives.map((alternative) => [JSON.stringify(alternative), alternative])).values()];
}

function alternativeOf(written: WrittenRequirement): SecurityAlternative {
  return sortedEntries(written).map(([scheme, scopes]) => ({
    scheme,
    scopes: [...new Set(scopes)].sort(compareNames),
  }));
}
