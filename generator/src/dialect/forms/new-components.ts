import { comparableName } from "../../spec/component-names.ts";
import { entriesOf, isRecord } from "../../spec/guards.ts";
import { type Draft, define } from "../draft/index.ts";

/** Adds an object to the components of a kind, such as `schemas`. The name must be free. */
export function addComponent(draft: Draft, member: string, name: string, value: unknown): void {
  if (!isRecord(draft.root.components)) define(draft.root, "components", {});
  const { components } = draft.root;
  if (!isRecord(components)) return;
  if (!isRecord(components[member])) define(components, member, {});
  const named = components[member];
  if (isRecord(named)) define(named, name, value);
  draft.changed();
}

/** The first name that no component of a kind has. If all are taken, the last one with a number. */
export function freeName(draft: Draft, member: string, names: readonly string[]): string {
  const { components } = draft.root;
  const all = entriesOf(isRecord(components) ? components[member] : undefined);
  const taken = new Set(all.map(([name]) => comparableName(name)));
  const isFree = (name: string) => !taken.has(comparableName(name));
  const free = names.find(isFree);
  if (free !== undefined) return free;
  for (let count = 2; ; count += 1) {
    const name = `${names.at(-1) ?? "_"}_${count}`;
    if (isFree(name)) return name;
  }
}
