import { isAction, isActionAlone, isActionOnItem, withoutOwner } from "./actions.ts";
import type { NamedOperation, NamingChoices } from "./call-names.ts";
import type { DraftName } from "./draft-name.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import type { PathPart } from "./path-parts.ts";
import { tagBeside, tagWithin } from "./tags.ts";
import { isPureVerb } from "./verbs.ts";
import { isPlural, sameWord, wordsOf } from "./words-of.ts";

/** The resource of operations whose path has no word for one. */
export const ROOT = "root";

/** The path is the resource; its shape, the HTTP method, the response and the verb of the id give the method. */
export function nameFromPath(
  operation: NamedOperation,
  parts: readonly PathPart[],
  { idsHaveVerbs }: Pick<NamingChoices, "idsHaveVerbs">,
): DraftName {
  const evidence = evidenceOf(operation);
  const words = resourcesIn(parts);
  const last = parts.at(-1);
  if (last === undefined) return { resource: [ROOT], method: onThing(operation, evidence, [], "") };
  if (last.kind === "action") return { resource: words, method: last.text };
  if (last.kind === "value") return onValue(operation, evidence, parts, words);
  const owner = words.slice(0, -1);
  const object = owner.length === 0 ? tagWithin(operation, last.text) : undefined;
  if (owner.length === 0 && (object !== undefined || isActionAlone(operation, last.text))) {
    const resource = object ?? tagBeside(operation, last.text);
    const otherwise = { resource: words, method: onThing(operation, evidence, parts, last.text) };
    const method = withoutOwner(last.text, object?.join(" ") ?? "");
    if (resource !== undefined) return { resource, method, otherwise };
  }
  if (owner.length > 0) {
    if (repeatsMethod(operation, last.text)) return { resource: owner, method: last.text };
    if (isAction(operation, evidence, parts))
      return { resource: owner, method: withoutOwner(last.text, owner.at(-1) ?? "") };
    if (isLabel(operation, evidence, words)) return { resource: owner, method: last.text };
    if (isEverything(operation, last.text)) return { resource: owner, method: `list ${last.text}` };
    if (isDegree(operation, last.text)) return { resource: owner, method: `delete ${last.text}` };
    if (isRelation(operation, evidence, parts)) return { resource: owner, method: `list ${last.text}` };
    if (isView(operation, parts)) return { resource: owner, method: viewMethod(operation, last.text) };
    if (idsHaveVerbs && namesItself(operation, evidence, last.text))
      return { resource: owner, method: last.text };
  }
  return { resource: words, method: onThing(operation, evidence, parts, last.text) };
}

/** True if a word of a path only says what the HTTP method does: `GET /orders/list`, `DELETE /orders/delete/{id}`. */
function repeatsMethod({ method }: NamedOperation, word: string): boolean {
  return METHOD_WORDS[method.toUpperCase()]?.includes(word.toLowerCase()) === true;
}

const METHOD_WORDS: { readonly [method: string]: readonly string[] | undefined } = {
  GET: ["get", "list"],
  POST: ["create", "update", "delete", "list"],
  PUT: ["create", "update"],
  PATCH: ["update"],
  DELETE: ["delete"],
};

/** The words of a path, without those that repeat their owner: `orders` and `lines` for `/orders/{id}/order_lines`. */
function resourcesIn(parts: readonly PathPart[]): readonly string[] {
  const texts = parts.filter(({ kind }) => kind === "word").map(({ text }) => text);
  return texts.map((text, index) => {
    const owner = wordsOf(texts[index - 1] ?? "");
    const words = wordsOf(text);
    const repeats =
      owner.length > 0 &&
      owner.length < words.length &&
      owner.every((word, at) => sameWord(words[at] ?? "", word));
    return repeats ? words.slice(owner.length).join(" ") : text;
  });
}

/** A path that ends with a value: an item, or what `by-email/{email}` selects. */
function onValue(
  operation: NamedOperation,
  evidence: Evidence,
  parts: readonly PathPart[],
  words: readonly string[],
): DraftName {
  const before = parts.at(-2);
  const owner = words.slice(0, -1);
  if (before?.kind === "word" && owner.length > 0 && wordsOf(before.text)[0] === "by")
    return { resource: owner, method: `${itemMethod(operation, evidence)} ${before.text}` };
  if (before?.kind === "action") return { resource: words, method: before.text };
  const item = { resource: words, method: itemMethod(operation, evidence) };
  const at = parts.findLastIndex(({ kind }) => kind === "word");
  const last = parts[at]?.text ?? "";
  const value = parts[at + 1]?.text ?? "";
  return owner.length > 0 && (repeatsMethod(operation, last) || isActionOnItem(operation, last, value))
    ? { resource: owner, method: withoutOwner(last, owner.at(-1) ?? ""), otherwise: item }
    : item;
}

/** The method for an item. A verb of the id that is not one of every API is more exact than `update` or `retrieve`. */
function itemMethod({ method, answer }: NamedOperation, { verb, basic }: Evidence): string {
  const own = verb !== undefined && basic === undefined ? verb : undefined;
  const exact = own !== undefined && isPureVerb(own) ? own : undefined;
  switch (method.toUpperCase()) {
    case "GET":
      return exact ?? (basic === "list" && answer !== "item" ? "list" : "retrieve");
    case "POST":
      return own ?? (basic === "create" || basic === "delete" ? basic : "update");
    case "PUT":
    case "PATCH":
      return exact ?? "update";
    case "DELETE":
      return own === undefined || REMOVING.has(own) ? "delete" : own;
    default:
      return method.toLowerCase();
  }
}

/** Verbs of ids that mean `delete`. */
const REMOVING = new Set("clear detach disassociate disconnect remove revoke unassign unlink".split(" "));

/** The method for a path that ends with a word, which names a collection or a single thing. */
function onThing(
  { method, answer }: NamedOperation,
  { basic }: Evidence,
  parts: readonly PathPart[],
  word: string,
): string {
  const noun = wordsOf(word).at(-1) ?? "";
  const isPart = parts.at(-2)?.kind === "value" && isPlural(noun) && answer === "other";
  switch (method.toUpperCase()) {
    case "GET":
      if (answer === "list" || basic === "list") return "list";
      return isPlural(noun) && answer !== "item" ? "list" : "retrieve";
    case "POST":
      if (isPart) return "add";
      return basic === "update" || basic === "list" || basic === "delete" ? basic : "create";
    case "PUT":
    case "PATCH":
      return "update";
    case "DELETE":
      return isPart ? "remove" : "delete";
    default:
      return method.toLowerCase();
  }
}

/** True if an id only names the thing and what it is of, without a verb: `ContainerLogs` for `GET /containers/{id}/logs`. */
function isLabel(
  { method }: NamedOperation,
  { words: id, verb }: Evidence,
  resources: readonly string[],
): boolean {
  const words = resources.slice(-2).flatMap(wordsOf);
  const isSame = id.length === words.length && words.every((word, index) => sameWord(word, id[index] ?? ""));
  return method.toUpperCase() === "GET" && verb === undefined && isSame;
}

/** True if the end of a path says that a list is that of all: `GET /orders/all`. */
function isEverything({ method, answer }: NamedOperation, word: string): boolean {
  return method.toUpperCase() === "GET" && answer !== "item" && word.toLowerCase() === "all";
}

/** True if the end of a path describes how to delete the preceding part: `DELETE /orders/{id}/permanent`. */
function isDegree({ method }: NamedOperation, word: string): boolean {
  return method.toUpperCase() === "DELETE" && DEGREES.has(word.toLowerCase());
}

const DEGREES = new Set(
  "all batch bulk dangerous force forced forever hard immediate immediately many multiple permanent permanently recursive safe selective soft".split(
    " ",
  ),
);

/** True if the id says that a list is that of an item: `listAgentsByKey` for `/keys/{id}/agents`. */
function isRelation(
  { method }: NamedOperation,
  { words, basic }: Evidence,
  parts: readonly PathPart[],
): boolean {
  if (method.toUpperCase() !== "GET" || basic !== "list" || parts.at(-2)?.kind !== "value") return false;
  const owner = wordsOf(parts.at(-3)?.text ?? "");
  const of = words.findIndex((word) => RELATIONS.has(word));
  return of > 0 && words.slice(of + 1).some((word) => owner.some((each) => sameWord(each, word)));
}

const RELATIONS = new Set(["by", "for", "in", "of"]);

/** True if a path ends with something that callers can only read, because it follows from the item before it. */
function isView({ method }: NamedOperation, parts: readonly PathPart[]): boolean {
  const noun = wordsOf(parts.at(-1)?.text ?? "").at(-1) ?? "";
  return method.toUpperCase() === "GET" && parts.at(-2)?.kind === "value" && VIEWS.has(noun);
}

const VIEWS = new Set(
  "activities activity analytics attempts audit changes events health history log logs metrics progress results stat statistics stats status summary timeline usage".split(
    " ",
  ),
);

function viewMethod({ answer }: NamedOperation, word: string): string {
  const isList = answer === "list" || (answer === undefined && isPlural(wordsOf(word).at(-1) ?? ""));
  return `${isList ? "list" : "retrieve"} ${word}`;
}

/** True if an id without a verb has only the words of the path, the last of them at its end: `usage-costs`. */
function namesItself({ method }: NamedOperation, { words, verb }: Evidence, last: string): boolean {
  const end = words.slice(-wordsOf(last).length);
  return (
    method.toUpperCase() === "GET" &&
    verb === undefined &&
    words.length > 0 &&
    end.join() === wordsOf(last).join()
  );
}
