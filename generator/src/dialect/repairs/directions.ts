import type { Draft } from "../draft/index.ts";

/** Removes `readOnly` and `writeOnly` of a value that has both, because it would exist in neither requests nor responses. */
export function repairDirections(draft: Draft): void {
  const { nodes } = draft.content;
  for (const node of nodes) {
    const { kind, value } = node;
    if (kind !== "schema" || typeof value !== "object" || value === null) continue;
    const schema = value as { readOnly?: unknown; writeOnly?: unknown };
    if (schema.readOnly !== true || schema.writeOnly !== true) continue;
    draft.report("contradictory-direction", {}, [...node.pointer, "writeOnly"]);
    delete schema.readOnly;
    delete schema.writeOnly;
    draft.changedValue();
  }
}
