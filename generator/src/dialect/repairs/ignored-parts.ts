import { ignoringHint } from "../../hints/index.ts";
import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import { operationsIn } from "../../spec/path-item.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type CheckedObject, type Draft, define } from "../draft/index.ts";

/**
 * Removes the properties and parameters that hints exclude, except path parameters. A hint of a path item applies to each of
 * its operations.
 */
export function leaveOutIgnoredParts(draft: Draft): void {
  for (const item of draft.objects("pathItem")) ignoreOperations(draft, item);
  const removed: Pointer[] = [];
  for (const owner of [...draft.objects("pathItem"), ...draft.objects("operation")])
    removed.push(...ignoredParameters(draft, owner));
  for (const schema of draft.objects("schema")) removed.push(...ignoredProperties(draft, schema));
  draft.remove(removed);
}

function ignoreOperations(draft: Draft, { value, pointer }: CheckedObject): void {
  const member = ignoringHint(value);
  if (member === undefined) return;
  for (const operation of operationsIn(value, pointer)) define(operation.value, member, true);
  draft.changedValue();
}

function ignoredParameters(draft: Draft, { value, pointer }: CheckedObject): readonly Pointer[] {
  return itemsOf(value.parameters).flatMap((written, index) => {
    const place = [...pointer, "parameters", index];
    const parameter = draft.follow(written, place)?.value;
    const member = parameter === undefined ? undefined : ignoringHint(parameter);
    if (member === undefined) return [];
    if (parameter?.in === "path") {
      draft.report("unused-member", { name: member, reason: PATH }, place);
      return [];
    }
    draft.report("ignored-part", { member, part: `the parameter \`${parameter?.name}\`` }, place);
    return [place];
  });
}

const PATH = "a request cannot be sent without the parameters of its path";

function ignoredProperties(draft: Draft, { value, pointer }: CheckedObject): readonly Pointer[] {
  return entriesOf(value.properties).flatMap(([name, property]) => {
    const member = isRecord(property) ? ignoringHint(property) : undefined;
    if (member === undefined) return [];
    const place = [...pointer, "properties", name];
    draft.report("ignored-part", { member, part: `the property \`${name}\`` }, place);
    const required = itemsOf(value.required);
    return [
      place,
      ...required.flatMap((each, index) => (each === name ? [[...pointer, "required", index]] : [])),
    ];
  });
}
