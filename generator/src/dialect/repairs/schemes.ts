import { entriesOf, isRecord } from "../../spec/guards.ts";
import { type Draft, define } from "../draft/index.ts";

/** Defines a security scheme. */
export function addScheme(draft: Draft, name: string, definition: object): void {
  if (!isRecord(draft.root.components)) define(draft.root, "components", {});
  const { components } = draft.root;
  if (!isRecord(components)) return;
  if (!isRecord(components.securitySchemes)) define(components, "securitySchemes", {});
  if (isRecord(components.securitySchemes)) define(components.securitySchemes, name, definition);
  draft.changed();
}

/** A name that no security scheme has: the wanted one, or that with a number. */
export function freeScheme({ root: { components } }: Draft, name: string): string {
  const taken = isRecord(components) ? entriesOf(components.securitySchemes).map(([each]) => each) : [];
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) free = `${name}${number}`;
  return free;
}
