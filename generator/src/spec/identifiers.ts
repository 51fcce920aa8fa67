import { pathToFileURL } from "node:url";
import { isWebAddress } from "./address.ts";
import { isRecord } from "./guards.ts";
import { formatPointer, type Pointer, parsePointer, valueAt } from "./pointer.ts";

/**
 * Replaces the references to schemas by `$id` with pointers within the file. A schema with an `$id` is the root of the references
 * inside it: `#/$defs/Part` is its own definition, and `other` is the schema with that `$id`. References that lead to no such
 * schema are relative to the file, as in OpenAPI without `$id`.
 *
 * @param address The path or URL of the file.
 * @returns The same value if no schema has an `$id`.
 */
export function withoutIdentifiers(value: unknown, address: string): unknown {
  if (!hasIdentifier(value)) return value;
  const base = isWebAddress(address) ? address : pathToFileURL(address).href;
  const found = identifiersIn(value, base);
  if (found.roots.size === 0) return value;
  const copy = structuredClone(value);
  for (const { pointer, base: own } of found.references) {
    const owner = valueAt(copy, pointer.slice(0, -1));
    const key = String(pointer.at(-1));
    if (!isRecord(owner) || typeof owner[key] !== "string") continue;
    const target = targetOf(owner[key], own, found, copy);
    if (target !== undefined) (owner as Record<string, unknown>)[key] = target;
  }
  return copy;
}

function hasIdentifier(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasIdentifier);
  if (!isRecord(value)) return false;
  return typeof value.$id === "string" || Object.keys(value).some((key) => hasIdentifier(value[key]));
}

interface Identifiers {
  /** The schemas with an `$id`, by URI. */
  readonly roots: Map<string, Pointer>;
  /** The schemas with an anchor, by URI and fragment. */
  readonly anchors: Map<string, Pointer>;
  /** The references with the URI of the schema that contains them. */
  readonly references: { readonly pointer: Pointer; readonly base: string }[];
}

function identifiersIn(root: unknown, address: string): Identifiers {
  const found: Identifiers = { roots: new Map(), anchors: new Map(), references: [] };
  const visit = (value: unknown, outer: string, pointer: Pointer, isMap: boolean): void => {
    if (typeof value !== "object" || value === null) return;
    const id = isRecord(value) && !isMap && typeof value.$id === "string" ? value.$id : undefined;
    const own = id === undefined ? undefined : withoutFragment(URL.parse(id, outer)?.href);
    const base = own ?? outer;
    if (own !== undefined && !found.roots.has(own)) found.roots.set(own, pointer);
    for (const [key, child] of Object.entries(value)) {
      const place = [...pointer, key];
      if (!isMap && typeof child === "string") {
        if (key === "$ref") found.references.push({ pointer: place, base });
        const anchor = ANCHORS.has(key) ? `${base}#${child}` : undefined;
        if (anchor !== undefined && !found.anchors.has(anchor)) found.anchors.set(anchor, pointer);
      }
      if (isMap || !(DATA.has(key) || key.startsWith("x-")))
        visit(child, base, place, !isMap && MAPS.has(key));
    }
  };
  visit(root, address, [], false);
  return found;
}

/** The reference as a pointer. `undefined` if it leads to no schema with an `$id`, or to none of its parts. */
function targetOf(
  reference: string,
  base: string,
  { roots, anchors }: Identifiers,
  document: unknown,
): string | undefined {
  const resolved = URL.parse(reference, base)?.href;
  const uri = withoutFragment(resolved);
  const root = uri === undefined ? undefined : roots.get(uri);
  if (uri === undefined || root === undefined) return undefined;
  const fragment = resolved?.slice(uri.length + 1) ?? "";
  const within = parsePointer(`#${fragment}`);
  const pointer = within === undefined ? anchors.get(`${uri}#${fragment}`) : [...root, ...within];
  return pointer === undefined || valueAt(document, pointer) === undefined
    ? undefined
    : formatPointer(pointer);
}

function withoutFragment(uri: string | undefined): string | undefined {
  return uri?.split("#")[0];
}

const ANCHORS: ReadonlySet<string> = new Set(["$anchor", "$dynamicAnchor"]);

/** Members that contain data, which may look like a schema. */
const DATA: ReadonlySet<string> = new Set(["const", "default", "enum", "example", "examples", "value"]);

/** Members whose keys are names, so that a property may be called `default`. */
const MAPS: ReadonlySet<string> = new Set([
  "$defs",
  "definitions",
  "dependentSchemas",
  "patternProperties",
  "properties",
  "schemas",
]);
