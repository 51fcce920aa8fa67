import type { NodeKind } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";

/** Reports the parts of OpenAPI 3.2 that are not generated. */
export function reportUnsupported(draft: Draft): void {
  for (const { kind, value, pointer } of draft.content.nodes) {
    for (const name of isRecord(value) ? (UNSUPPORTED[kind] ?? []) : []) {
      if (isRecord(value) && value[name] !== undefined) {
        draft.report("unsupported-member", { name }, [...pointer, name]);
      }
    }
  }
}

const UNSUPPORTED: { readonly [Kind in NodeKind]?: readonly string[] } = {
  pathItem: ["query", "additionalOperations"],
  mediaType: ["itemSchema", "itemEncoding", "prefixEncoding"],
};
