import type { CallNames, NamedOperation, Naming } from "./call-names.ts";
import { namesFromTags } from "./tags.ts";

/** Names every call of a document. The names of two calls are never equal. */
export function nameCalls(
  operations: readonly NamedOperation[],
  _options: { readonly naming?: Naming } = {},
): CallNames {
  return { naming: "tags", reason: "from tags and operation ids", names: namesFromTags(operations) };
}
