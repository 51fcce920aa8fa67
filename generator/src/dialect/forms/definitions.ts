import { isRecord } from "../../spec/guards.ts";
import { formatPointer, type Pointer, parsePointer, valueAt } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";
import { NewComponents } from "./new-components.ts";

/**
 * Makes the definitions inside schemas (`$defs`, `definitions`) that are referenced components, so that their types are named after
 * their keys. A definition that is only a reference is replaced by its target. Equal definitions, which tools copy into every
 * schema, become one component.
 */
export function liftDefinitions(draft: Draft): void {
  const { references } = draft;
  const used = definitionsUsed(
    draft,
    references.map(({ reference }) => reference),
  );
  if (used.length === 0) return;
  const components = new NewComponents(draft);
  const addresses = nameAll(draft, used, components);
  for (const { reference, pointer } of references) {
    const lifted = addressAfter(reference, addresses);
    if (lifted !== reference) draft.set(pointer, lifted);
  }
  // Inner definitions first, so that they are not moved together with the outer ones.
  for (const { pointer, value } of [...used].sort((a, b) => b.pointer.length - a.pointer.length)) {
    const place = formatPointer(pointer);
    draft.remove([pointer]);
    const name = parsePointer(addresses.get(place) ?? "")?.at(-1);
    if (name === undefined || onlyReference(value) !== undefined) continue;
    if (valueAt(draft.root, ["components", "schemas", name]) === undefined)
      components.add("schemas", name, value);
  }
}

interface Definition {
  readonly pointer: Pointer;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The definitions that are, or contain, the target of a reference. Sorted, so that the order in the document does not matter. */
function definitionsUsed(draft: Draft, references: readonly string[]): readonly Definition[] {
  const used = new Map<string, Definition>();
  for (const reference of references) {
    if (!MENTIONED.test(reference)) continue;
    const pointer = parsePointer(reference) ?? [];
    for (let length = 3; length <= pointer.length; length += 1) {
      const place = pointer.slice(0, length);
      const value = DEFINITIONS.has(place.at(-2) ?? "") ? valueAt(draft.root, place) : undefined;
      if (isRecord(value)) used.set(formatPointer(place), { pointer: place, value });
    }
  }
  const schemas = new Set(
    draft.content.nodes.flatMap(({ kind, value }) => (kind === "schema" ? [value] : [])),
  );
  return [...used]
    .filter(
      ([, { pointer, value }]) =>
        schemas.has(value) && schemas.has(valueAt(draft.root, pointer.slice(0, -2))),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, definition]) => definition);
}

const DEFINITIONS: ReadonlySet<string> = new Set(["$defs", "definitions"]);

/** A reference that may lead to a definition. Its keys may be encoded. */
const MENTIONED = /\$defs|definitions|%/;

/** The new references to definitions, by their pointers. */
function nameAll(
  draft: Draft,
  definitions: readonly Definition[],
  components: NewComponents,
): ReadonlyMap<string, string> {
  const addresses = new Map<string, string>();
  const byContent = new Map<string, string>();
  const named = new Map<string, Definition>();
  for (const definition of definitions) {
    const { pointer, value } = definition;
    const place = formatPointer(pointer);
    const reference = onlyReference(value);
    const content = JSON.stringify([pointer.at(-1), contentOf(draft, definition)]);
    const known = reference ?? byContent.get(content);
    if (known !== undefined) {
      addresses.set(place, known);
      continue;
    }
    const name = nameOf(draft, definition, named, components);
    named.set(name, definition);
    const address = formatPointer(["components", "schemas", name]);
    addresses.set(place, address);
    byContent.set(content, address);
  }
  return addresses;
}

/** The key of a definition, or the names of its schema and its key if the key is taken. */
function nameOf(
  draft: Draft,
  { pointer }: Definition,
  named: ReadonlyMap<string, Definition>,
  components: NewComponents,
): string {
  const key = String(pointer.at(-1));
  const owner = pointer
    .slice(0, -2)
    .findLast((part) => /\p{L}/u.test(String(part)) && !DEFINITIONS.has(String(part)));
  const names = [key, `${owner ?? "schema"}_${key}`].filter((name) => !named.has(name));
  const name = components.freeName("schemas", names.length === 0 ? [`${key}_${named.size}`] : names);
  // A copy of a definition needs no message.
  const placeOf = (other: Pointer) => JSON.stringify(draft.document.locate(other));
  if (name !== key && placeOf(named.get(key)?.pointer ?? []) !== placeOf(pointer)) {
    const other = named.get(key)?.pointer ?? ["components", "schemas", key];
    const facts = { shortest: key, name, member: "schemas" };
    draft.report("longer-component-name", facts, pointer, [draft.place(`this is ${key}`, other)]);
  }
  return name;
}

/** A definition and the definitions of the same schema that it uses, as strings. */
function contentOf(draft: Draft, { pointer }: Definition): readonly string[] {
  const owner = formatPointer(pointer.slice(0, -2));
  const texts = new Map<string, string>();
  const open = [formatPointer(pointer)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (texts.has(next)) continue;
    texts.set(next, "");
    const text = JSON.stringify(valueAt(draft.root, parsePointer(next) ?? []), (key, value: unknown) => {
      if (key !== "$ref" || typeof value !== "string" || !value.startsWith(`${owner}/`)) return value;
      open.push(value);
      return `~${value.slice(owner.length)}`;
    });
    texts.set(next, `${next.slice(owner.length)} ${text}`);
  }
  return [...texts.values()].sort();
}

/** The target of a definition that consists of a reference and annotations. */
function onlyReference({ $ref, ...others }: Definition["value"]): string | undefined {
  const isAnnotation = (key: string) =>
    ["$anchor", "$comment", "$dynamicAnchor", "description", "title"].includes(key);
  return typeof $ref === "string" && Object.keys(others).every(isAnnotation) ? $ref : undefined;
}

/** The reference after the definitions were moved. A definition may be a reference to another one. */
function addressAfter(reference: string, addresses: ReadonlyMap<string, string>): string {
  const passed = new Set<string>();
  let current = reference;
  while (!passed.has(current)) {
    passed.add(current);
    const pointer = parsePointer(current);
    if (pointer === undefined) return current;
    for (let length = pointer.length; length > 2; length -= 1) {
      const address = addresses.get(formatPointer(pointer.slice(0, length)));
      if (address === undefined) continue;
      current = `${address}${formatPointer(pointer.slice(length)).slice(1)}`;
      break;
    }
  }
  return current;
}
