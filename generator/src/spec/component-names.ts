import { basename, dirname, extname } from "node:path/posix";
import type { SourceNode } from "./sources.ts";

/**
 * Component names for a node of a file, the shortest one first: the last key of its pointer or the name of its file, then with
 * the preceding words. `hats/item.yaml` is `item`, `hats_item`. `carts.yaml#/definitions/Item` is `Item`, `carts_Item`.
 */
export function componentNames({ source, pointer }: SourceNode): readonly string[] {
  const file = source.file.replace(/^<|>$|[?#].*$/g, "");
  const name = basename(file, extname(file));
  const words = [...folders(file), name, ...pointer.map(String)].filter((word) => !isStructure(word));
  const last = pointer.at(-1) ?? name;
  const before = words.at(-1) === String(last) ? words.slice(0, -1) : words;
  const names = before.map((_, index) => [...before.slice(before.length - index - 1), last].join("_"));
  const all = isStructure(String(last)) ? names : [String(last), ...names];
  return (all.length === 0 ? [String(last)] : all).map(allowed);
}

/** True if two names may become the same identifier. */
export function comparableName(name: string): string {
  const letters = name.normalize("NFC").toLowerCase();
  return letters.replace(/[^\p{L}\p{M}\p{Nd}]/gu, "") || name;
}

function isStructure(word: string): boolean {
  return STRUCTURE.has(word) || /^\d{1,2}$/.test(word);
}

/** Keys between the names in a pointer, apart from array indexes. */
const STRUCTURE = new Set(
  "$defs additionalProperties allOf anyOf components content definitions examples headers index items oneOf parameters paths properties requestBodies requestBody responses schema schemas".split(
    " ",
  ),
);

function folders(file: string): readonly string[] {
  return dirname(file)
    .split("/")
    .filter((name) => name !== "" && !/^\.+$/.test(name));
}

/** The name with only letters and the characters that are allowed in component names. OpenAPI allows only ASCII letters. */
function allowed(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{Nd}._-]/gu, "_") || "_";
}
