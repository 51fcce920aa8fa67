import { isReference } from "../../spec/document.ts";
import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import { operationsIn, parameterKey } from "../../spec/path-item.ts";
import { type Draft, define } from "../draft/index.ts";

/**
 * Canonical path items contain their operations, and operations contain all of their parameters. In a document, a path item may be
 * a reference, and may have parameters that all of its operations share. `paths` has no `x-` members, which are not paths.
 */
export function normalizePathItems(draft: Draft): void {
  let isChanged = false;
  for (const items of mapsOfPathItems(draft)) {
    for (const [name, written] of entriesOf(items)) {
      const item = isReference(written) ? inlined(draft, written) : written;
      if (item !== written) define(items, name, item);
      const isSpread = isRecord(item) && shareParameters(draft, item);
      if (item !== written || isSpread) isChanged = true;
    }
  }
  if (isChanged) draft.changed();
  // Path items may refer to one in an extension, so the extensions are removed last.
  const extensions = entriesOf(draft.root.paths).filter(([path]) => path.startsWith("x-"));
  draft.remove(extensions.map(([path]) => ["paths", path]));
}

/** The URLs of each callback, the paths, and the webhooks. Callbacks are first, because a path item that is copied may contain one. */
function mapsOfPathItems(draft: Draft): readonly object[] {
  const callbacks = draft.objects("callback").map(({ value }) => value);
  return [...callbacks, draft.root.paths, draft.root.webhooks].filter(isRecord);
}

/** A copy of the target of a reference, with the siblings of the `$ref`. */
function inlined(draft: Draft, reference: { readonly $ref: string }): unknown {
  const { $ref: _, ...beside } = reference;
  const target = draft.follow(reference, []);
  return target === undefined ? beside : { ...draft.copyOf(target.value), ...beside };
}

/** Gives each operation the parameters of its path item. Returns true if there are any. */
function shareParameters(draft: Draft, item: Readonly<Record<string, unknown>>): boolean {
  const shared = itemsOf(item.parameters);
  if (shared.length === 0) return false;
  for (const { value: operation } of operationsIn(item, [])) {
    define(operation, "parameters", withoutOverridden(draft, [...shared, ...itemsOf(operation.parameters)]));
  }
  delete (item as Record<string, unknown>).parameters;
  return true;
}

/** Each parameter once. The last one with the same name and location overrides the others. */
function withoutOverridden(draft: Draft, parameters: readonly unknown[]): readonly unknown[] {
  const byName = new Map<string, unknown>();
  for (const parameter of parameters) {
    const { name, in: place } = draft.follow(parameter, [])?.value ?? {};
    byName.set(parameterKey(place, name), parameter);
  }
  return [...byName.values()];
}
