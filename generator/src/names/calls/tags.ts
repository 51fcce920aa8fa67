import { withoutResource } from "../words.ts";
import type { NamedOperation } from "./call-names.ts";
import type { DraftName } from "./draft-name.ts";
import { designedId, isFramework } from "./id-words.ts";
import { basicVerb, isPureVerb } from "./verbs.ts";
import { sameWord, withoutWords, wordsOf } from "./words-of.ts";

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

/**
 * The tag is the resource, and the operation id is the method, without the tag if it begins with it: `orders_list` of `orders` is `list`,
 * and `listOrders` is itself. A path and a method that a framework appended are omitted, too.
 */
export function nameInTag(operation: NamedOperation, fromPath: DraftName): DraftName {
  const {
    tags: [tag],
    operationId,
  } = operation;
  const resource = tag === undefined ? fromPath.resource : partsOfTag(tag);
  if (operationId === undefined) return tag === undefined ? fromPath : nameFromTag(operation, fromPath);
  return { resource, method: withoutStart(designedId(operation) ?? operationId, tag ?? "") };
}

function withoutStart(id: string, tag: string): string {
  const words = wordsOf(id);
  const start = wordsOf(tag);
  const isStart = start.length < words.length && start.every((word, index) => words[index] === word);
  return isStart && start.length > 0 ? words.slice(start.length).join(" ") : id;
}

/** The names of resources in a tag: `audio.voices`, `Billing / Invoices`. */
export function partsOfTag(tag: string): readonly string[] {
  const parts = tag.split(/[./:>|]+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.length === 0 ? [tag] : parts.map((part) => part.trim());
}

/** The resources of a tag, `auth` of `auth-controller`, for an operation whose path is only an action. `undefined` if the tag says no more. */
export function tagBeside(
  { tags: [tag = ""] }: NamedOperation,
  action: string,
): readonly string[] | undefined {
  const parts = partsOfTag(tag)
    .map((part) => wordsOf(part).filter((word) => !isFramework(word)))
    .filter((words) => words.length > 0);
  const words = parts.flat();
  const spoken = wordsOf(action);
  const saysMore = words.some((word) => !VAGUE.has(word) && !spoken.some((each) => sameWord(each, word)));
  return saysMore && words.length <= A_NAME ? parts.map((part) => part.join(" ")) : undefined;
}

/** The tag whose words an action has after its verb: `AccessKey` of `CreateAccessKey`. `undefined` if it has not all of them. */
export function tagWithin(
  { tags: [tag = ""] }: NamedOperation,
  action: string,
): readonly string[] | undefined {
  const [verb = "", ...object] = wordsOf(action);
  const words = wordsOf(tag);
  const isObject = words.length > 0 && words.every((word) => object.some((each) => sameWord(each, word)));
  const isVerb = isPureVerb(verb) || basicVerb(verb) !== undefined;
  return isVerb && isObject && !words.some((word) => sameWord(word, verb)) ? [tag] : undefined;
}

const VAGUE = new Set("api app common default general global main misc other root".split(" "));
/** Most words that a tag has if it is a name and not a title. */
const A_NAME = 2;
