import type { NamedOperation } from "./call-names.ts";
import type { Evidence } from "./evidence.ts";
import type { PathPart } from "./path-parts.ts";
import { type Basic, basicVerb, isAdverb, isPureVerb, isReadingVerb, isRemoval, isVerb } from "./verbs.ts";
import { isKey, isPlural, sameWord, wordsOf } from "./words-of.ts";

/** True if the last word of a path is an action on the preceding part. */
export function isAction(
  { method }: NamedOperation,
  { basic, verb: idVerb }: Evidence,
  parts: readonly PathPart[],
): boolean {
  const words = wordsOf(parts.at(-1)?.text ?? "");
  const [first = "", ...rest] = withoutAdverb(words);
  const last = words.at(-1) ?? "";
  const verb = method.toUpperCase();
  if (verb === "GET" && rest.length > 0 && first === idVerb) return true;
  if (verb === "GET" && basic === "list") return false;
  // `DELETE /orders/{id}/follow` undoes what `follow` does; `DELETE /orders/{id}/cancel` does what it says.
  if (verb === "DELETE" && words.length === 1) return isRemoval(first);
  if (isPureVerb(first)) return true;
  if (verb === "GET") return words.length === 1 && isReadingVerb(first);
  if (verb === "POST" && sameWord(parts.at(-2)?.text ?? "", "action")) return true;
  if (verb === "DELETE" || isPlural(last)) return false;
  if (isVerb(first) || (rest.length > 0 && isVerb(last))) return true;
  return verb === "POST" && words.length === 1 && parts.at(-2)?.kind === "value" && basic === undefined;
}

/**
 * True if a word before the values at the end of a path is an action on what these select: `PUT /orders/edit/{id}`. Words that are verbs
 * and things are rather things there: `PUT /alarms/watch/{id}`, `GET /foods/store/{storeId}`. `GET /jobs/moderate/{id}` reads what the
 * action has created.
 */
export function isActionOnItem({ method }: NamedOperation, word: string, value: string): boolean {
  const words = wordsOf(word);
  const [first = ""] = withoutAdverb(words);
  if (wordsOf(value)[0] === words.at(-1) && !words.includes("by")) return false;
  const isPure = isPureVerb(first) && !isCompoundThing(words);
  const isAlone = words.length === 1;
  switch (method.toUpperCase()) {
    case "GET":
      if (CHANGES.has(basicVerb(first) ?? "retrieve")) return false;
      if (isPure) return basicVerb(first) !== undefined || !isKey(value);
      return isAlone && (OPENING.has(first) || (FINDING.has(first) && !isKey(value)));
    case "POST":
      return isPure || (isAlone && isVerb(first) && !isPlural(first));
    case "PUT":
    case "PATCH":
      return isPure || (isAlone && basicVerb(first) === "update");
    case "DELETE":
      return isRemoval(first) || (isPure && !isAlone);
    default:
      return false;
  }
}

const OPENING = new Set(["download", "read"]);
const FINDING = new Set(["list", "preview", "search", "view"]);
const CHANGES: ReadonlySet<Basic> = new Set(["create", "update", "delete"]);

/** True if a path that is one word is an action on nothing that it names: `POST /login`, `POST /change-password`. */
export function isActionAlone({ method }: NamedOperation, word: string): boolean {
  const words = wordsOf(word);
  const [first = ""] = withoutAdverb(words);
  if (method.toUpperCase() === "DELETE" || isCompoundThing(words)) return false;
  const isChange = words.length > 1 && LEADING.has(first) && !GIVEN.has(words.at(-1) ?? "");
  return isPureVerb(first) || ALONE.has(words.join("")) || isChange;
}

/** Verbs that are also nouns, but never the name of a collection. */
const ALONE = new Set(
  "download export import login logout ping search signin signout signup upload".split(" "),
);

/** Verbs that are also nouns, and begin the names of actions: `reset_password`. */
const LEADING = new Set(
  "change check download edit export import request reset search set upload".split(" "),
);

/** Last words of names that begin with a verb and are things: `upload_url`. */
const GIVEN = new Set(["link", "token", "url"]);

/** True if a verb and a plural are a thing: `join_requests`, but not `getOrders`. */
function isCompoundThing(words: readonly string[]): boolean {
  return isPlural(words.at(-1) ?? "") && basicVerb(words[0] ?? "") === undefined;
}

/** `cancel` for `cancel order` of `orders`, and `get by code` for `get order by code`. */
export function withoutOwner(action: string, owner: string): string {
  const words = wordsOf(action);
  const own = wordsOf(owner);
  const start = words.findIndex(
    (_, at) => at > 0 && own.every((word, index) => sameWord(words[at + index] ?? "", word)),
  );
  const after = words[start + own.length];
  return start > 0 && own.length > 0 && (after === undefined || after === "by")
    ? [...words.slice(0, start), ...words.slice(start + own.length)].join(" ")
    : action;
}

function withoutAdverb(words: readonly string[]): readonly string[] {
  return isAdverb(words[0] ?? "") && words.length > 1 ? words.slice(1) : words;
}
