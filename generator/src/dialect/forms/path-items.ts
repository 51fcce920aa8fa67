import { isReference } from "../../spec/document.ts";
import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import { HTTP_METHODS } from "../../spec/openapi.ts";
import { type Draft, define } from "../draft/index.ts";

/**
 * Canonical path items contain their operations, and operations contain all of their parameters. In a document, a path item may be
 * a reference, and may have parameters that all of its operations share.
 */
export function normalizePathItems(draft: Draft): void {
  for (const member of ["paths", "webhooks"]) {
    const items = draft.root[member];
    for (const [name, written] of entriesOf(items)) {
      const item = isReference(written) ? inlined(draft, written) : written;
      if (item !== written && isRecord(items)) define(items, name, item);
      if (isRecord(item)) shareParameters(draft, item);
    }
  }
  draft.changed();
}

/** A copy of the target of a reference, with the siblings of the `$ref`. */
function inlined(draft: Draft, reference: { readonly $ref: string }): unknown {
  const { $ref: _, ...beside } = reference;
  const target = draft.follow(reference, []);
  return target === undefined ? beside : { ...draft.copyOf(target.value), ...beside };
}

function shareParameters(draft: Draft, item: Readonly<Record<string, unknown>>): void {
  const shared = itemsOf(item.parameters);
  if (shared.length === 0) return;
  for (const method of HTTP_METHODS) {
    const operation = item[method];
    if (isRecord(operation)) {
      define(
        operation,
        "parameters",
        withoutOverridden(draft, [...shared, ...itemsOf(operation.parameters)]),
      );
    }
  }
  delete (item as Record<string, unknown>).parameters;
}

/** Each parameter once. The last one with a name and a place overrides the others. */
function withoutOverridden(draft: Draft, parameters: readonly unknown[]): readonly unknown[] {
  const byName = new Map<string, unknown>();
  for (const parameter of parameters) {
    const { name, in: place } = draft.follow(parameter, [])?.value ?? {};
    byName.set(`${place} ${name}`, parameter);
  }
  return [...byName.values()];
}
