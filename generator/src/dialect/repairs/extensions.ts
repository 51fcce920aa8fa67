import { isRecord, itemsOf } from "../../spec/guards.ts";
import { formatPointer, type Pointer, parsePointer } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";

/**
 * No schema extends itself: a reference that leads back to its schema through `allOf` is removed, because no value could be checked
 * against it. Circles through properties, items and unions are recursive data, and remain.
 */
export function repairExtensions(draft: Draft): void {
  const extensions = extensionsIn(draft);
  const removed: Pointer[] = [];
  const done = new Set<string>();
  for (const root of [...extensions.keys()].sort()) {
    const path: { readonly schema: string; readonly rest: Extension[] }[] = [];
    const isOpen = new Set<string>();
    const enter = (schema: string) => {
      path.push({ schema, rest: [...(extensions.get(schema) ?? [])] });
      isOpen.add(schema);
    };
    if (!done.has(root)) enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        path.pop();
        isOpen.delete(top.schema);
        done.add(top.schema);
      } else if (isOpen.has(next.schema)) {
        const circle = path.map(({ schema }) => schema);
        report(draft, circle.slice(circle.indexOf(next.schema)), next);
        removed.push(next.removedWith);
      } else if (!done.has(next.schema)) enter(next.schema);
    }
  }
  draft.remove(removed);
}

/** A schema that another one includes. */
interface Extension {
  /** The pointer of the included schema. */
  readonly schema: string;
  /** The place of the reference or the member of `allOf`. */
  readonly pointer: Pointer;
  readonly removedWith: Pointer;
}

/** The schemas that each schema includes: the target of its reference, and the members of its `allOf`. */
function extensionsIn(draft: Draft): ReadonlyMap<string, readonly Extension[]> {
  const extensions = new Map<string, readonly Extension[]>();
  for (const { kind, value, pointer } of draft.content.nodes) {
    if (kind !== "schema" || !isRecord(value)) continue;
    const target = typeof value.$ref === "string" ? parsePointer(value.$ref) : undefined;
    const own =
      target === undefined ? [] : [extension(target, [...pointer, "$ref"], isMember(value, pointer))];
    const members = itemsOf(value.allOf).map((_, index) => {
      const place = [...pointer, "allOf", index];
      return extension(place, place, false);
    });
    if (own.length + members.length > 0)
      extensions.set(formatPointer(pointer), [...members.reverse(), ...own]);
  }
  return extensions;
}

function extension(schema: Pointer, pointer: Pointer, isWholeMember: boolean): Extension {
  return {
    schema: formatPointer(schema),
    pointer,
    removedWith: isWholeMember ? pointer.slice(0, -1) : pointer,
  };
}

/** Whether a reference is a member of an `allOf`, with nothing beside it. */
function isMember(reference: object, pointer: Pointer): boolean {
  return pointer.at(-2) === "allOf" && Object.keys(reference).length === 1;
}

function report(draft: Draft, circle: readonly string[], { schema, pointer }: Extension): void {
  const named = circle.filter((place) => place === schema || /^#\/components\/schemas\/[^/]+$/.test(place));
  const facts = { chain: [...named, schema].join(" → "), reading: "the last one is ignored" };
  draft.report("circular-reference", facts, pointer);
}
