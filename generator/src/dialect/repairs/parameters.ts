import { isReference } from "../../spec/document.ts";
import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import { operationsIn, parameterKey } from "../../spec/path-item.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type CheckedObject, type Draft, define } from "../draft/index.ts";

/** Makes each operation declare exactly the parameters of its path, and each parameter once. */
export function repairParameters(draft: Draft): void {
  if (separatePathItems(draft)) draft.changed();
  // They are removed at the end: each change makes the draft resolve its references anew.
  const removed: Pointer[] = [];
  let isAdded = false;
  for (const [path, value] of entriesOf(draft.root.paths)) {
    const item = path.startsWith("x-") ? undefined : draft.follow(value, ["paths", path]);
    if (item !== undefined && repairPathItem(draft, path, item, removed)) isAdded = true;
  }
  draft.remove(removed);
  if (isAdded) draft.changed();
}

/**
 * Paths may share a path item. One whose parameters have other names gets a copy, so that its repairs do not change the others.
 *
 * @returns Whether there are copies.
 */
function separatePathItems(draft: Draft): boolean {
  const { paths } = draft.root;
  const items = entriesOf(paths).filter(([path]) => !path.startsWith("x-"));
  const owners = new Map<unknown, string>(items.map(([path, item]) => [item, namesOf(path).join()]));
  const shared = items.flatMap(([path, item]) => {
    const target = isReference(item) ? draft.follow(item, ["paths", path])?.value : undefined;
    return isReference(item) && target !== undefined ? [{ path, item, target }] : [];
  });
  let isCopied = false;
  for (const { path, item, target } of shared) {
    const names = namesOf(path).join();
    const owner = owners.get(target) ?? names;
    owners.set(target, owner);
    const { $ref: _, ...beside } = item;
    if (owner === names || !isRecord(paths)) continue;
    define(paths, path, { ...draft.variantOf(target), ...beside });
    isCopied = true;
  }
  return isCopied;
}

/** The names of the parameters in a path, sorted. */
function namesOf(path: string): readonly string[] {
  return [...new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? ""))].sort();
}

interface Parameter {
  readonly name: string;
  readonly place: string;
  /** Its location in the operation or the path item. */
  readonly pointer: Pointer;
  /** The declaration itself, with references resolved. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** Returns whether parameters were added. */
function repairPathItem(draft: Draft, path: string, item: CheckedObject, removed: Pointer[]): boolean {
  let isAdded = false;
  const names = new Set(namesOf(path));
  const shared = repairDeclared(draft, path, names, item, removed);
  for (const operation of operationsIn(item.value, item.pointer)) {
    const own = repairDeclared(draft, path, names, operation, removed);
    const declared = new Set(
      [...shared, ...own].filter(({ place }) => place === "path").map(({ name }) => name),
    );
    const missing = [...names].filter((name) => !declared.has(name));
    for (const parameter of missing) {
      const facts = { parameter, operation: `${operation.method} ${path}` };
      draft.report("undeclared-path-parameter", facts, operation.pointer);
    }
    if (missing.length === 0) continue;
    const added = missing.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
    define(operation.value, "parameters", [...itemsOf(operation.value.parameters), ...added]);
    isAdded = true;
  }
  return isAdded;
}

/** Finds the parameters of an operation or a path item that are declared twice, or whose path does not contain them. */
function repairDeclared(
  draft: Draft,
  path: string,
  names: ReadonlySet<string>,
  { value, pointer }: CheckedObject,
  removed: Pointer[],
): readonly Parameter[] {
  const kept = new Map<string, Parameter>();
  for (const [index, item] of itemsOf(value.parameters).entries()) {
    const at = [...pointer, "parameters", index];
    const declared = draft.follow(item, at)?.value;
    const { name, in: place } = declared ?? {};
    if (declared === undefined || typeof name !== "string" || typeof place !== "string") continue;
    if (place === "path" && !names.has(name)) {
      draft.report("unused-path-parameter", { parameter: name, path }, at);
      removed.push(at);
      continue;
    }
    if (place === "path" && declared.required !== true) {
      draft.report("optional-path-parameter", { parameter: name }, at);
      define(declared, "required", true);
      draft.changedValue();
    }
    const key = parameterKey(place, name);
    const first = kept.get(key);
    if (first !== undefined) {
      const related = [draft.place("first defined here", first.pointer)];
      draft.report("duplicate-parameter", { parameter: name, place }, at, related);
      removed.push(first.pointer);
    }
    kept.set(key, { name, place, pointer: at, value: declared });
  }
  return [...kept.values()];
}
