import { withoutResource } from "../words.ts";
import type { NamedOperation } from "./call-names.ts";
import type { DraftName } from "./draft-name.ts";
import { designedId } from "./id-words.ts";
import { withoutWords, wordsOf } from "./words-of.ts";

/** The tag is the resource, `audio.voices` two of them, and the operation id without the words of the tag is the method. */
export function nameFromTag(operation: NamedOperation, fromPath: DraftName): DraftName {
  const [tag] = operation.tags;
  if (tag === undefined) return fromPath;
  const resource = partsOfTag(tag);
  const id = resource.length === 1 ? designedId(operation) : undefined;
  if (id !== undefined) return { resource, method: withoutResource(id, resource.at(-1) ?? tag) };
  const others = fromPath.resource.flatMap(wordsOf);
  return {
    resource,
    method: [fromPath.method, ...withoutWords(others, resource.flatMap(wordsOf))].join(" "),
  };
}

/** The names of resources in a tag: `audio.voices`, `Billing / Invoices`. */
export function partsOfTag(tag: string): readonly string[] {
  const parts = tag.split(/[./:>|]+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.length === 0 ? [tag] : parts.map((part) => part.trim());
}
