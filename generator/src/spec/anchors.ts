import type { Pointer } from "./pointer.ts";
import type { SpecSource } from "./source.ts";

const known = new WeakMap<SpecSource, ReadonlyMap<string, Pointer>>();

/** The pointer of the schema with this `$anchor` or `$dynamicAnchor` in a file. */
export function anchorOf(source: SpecSource, name: string): Pointer | undefined {
  const anchors = known.get(source) ?? anchorsIn(source.value);
  known.set(source, anchors);
  return anchors.get(name);
}

function anchorsIn(root: unknown): ReadonlyMap<string, Pointer> {
  const anchors = new Map<string, Pointer>();
  const open: { readonly value: unknown; readonly pointer: Pointer }[] = [{ value: root, pointer: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer } = next;
    if (typeof value !== "object" || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      const isAnchor = (key === "$anchor" || key === "$dynamicAnchor") && typeof child === "string";
      if (isAnchor && !anchors.has(child)) anchors.set(child, pointer);
      open.push({ value: child, pointer: [...pointer, key] });
    }
  }
  return anchors;
}
