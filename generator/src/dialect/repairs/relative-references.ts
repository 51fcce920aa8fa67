import { isRecord } from "../../spec/guards.ts";
import { formatPointer, type Pointer, parsePointer } from "../../spec/pointer.ts";
import type { FoundReference } from "../../spec/references.ts";
import type { CheckedObject, Draft } from "../draft/index.ts";

/** The prefix of schema-relative pointers from ASP.NET Core 9. */
const PREFIX = "#/components/schemas/#";

/**
 * Resolves `#/components/schemas/#/properties/parent`. ASP.NET Core 9 writes such a reference if a type occurs again within another one, and
 * means a part of the outer type. That is the component that contains the reference, or the only other one that has such a part.
 */
export function repairRelativeReferences(draft: Draft): void {
  // A resolved reference may be what another one leads to.
  while (draft.references.filter((found) => resolve(draft, found)).length > 0);
}

/** Resolves a reference of this form. Returns whether it changed. */
function resolve(draft: Draft, found: FoundReference): boolean {
  const { reference, pointer } = found;
  if (!reference.startsWith(PREFIX)) return false;
  const path = parsePointer(`#${reference.slice(PREFIX.length)}`);
  const target = path === undefined ? undefined : targetOf(draft, found, path);
  if (target === undefined) return false;
  const reading = formatPointer(target);
  if (reading === reference) return false;
  draft.report("relative-reference", { reference, reading }, pointer);
  draft.set(pointer, reading);
  return true;
}

function targetOf(draft: Draft, { pointer }: FoundReference, path: Pointer): Pointer | undefined {
  const place = pointer.slice(0, -1);
  const isOther = (target: Pointer | undefined): target is Pointer =>
    target !== undefined && formatPointer(target) !== formatPointer(place);
  const own = partOf(draft, place.slice(0, 3), path);
  if (isOther(own)) return own;
  const { components } = draft.document.root;
  const names = Object.keys(components?.schemas ?? {});
  const targets = names.map((name) => partOf(draft, ["components", "schemas", name], path)).filter(isOther);
  return new Set(targets.map(formatPointer)).size === 1 ? targets[0] : undefined;
}

/** The part of a component at a path, which references on the way lead to. */
function partOf(draft: Draft, component: Pointer, path: Pointer): Pointer | undefined {
  let part: CheckedObject | undefined = draft.follow({ $ref: formatPointer(component) }, []);
  for (const name of path) {
    const member: unknown = part?.value[name];
    if (part === undefined || !isRecord(member)) return undefined;
    part = draft.follow(member, [...part.pointer, name]);
  }
  return part?.pointer;
}
