import { memberName } from "../words.ts";
import type { CallName, NamedOperation } from "./call-names.ts";
import type { DraftName } from "./draft-name.ts";
import { evidenceOf } from "./evidence.ts";
import { type PathPart, partsOfPath } from "./path-parts.ts";
import { isKey, isPlural, withoutWords, wordsOf } from "./words-of.ts";

/** A call with the name that it would have if it were alone. */
export interface Drafted {
  readonly operation: NamedOperation;
  readonly draft: DraftName;
  /** The name that it has already. */
  readonly kept?: CallName;
}

/**
 * Spells the names, and gives all but one call of the same name a longer one. Calls that have names keep them. Which one of the others
 * keeps its name depends only on the calls of that name, so other operations never change it.
 */
export function distinctNames(calls: readonly Drafted[]): readonly CallName[] {
  const natural = calls.map(({ draft, kept }) => kept ?? spelled(draft));
  const resources = new Set(
    natural.flatMap(({ resource }) => resource.map((_, end) => keyOf(resource.slice(0, end + 1)))),
  );
  const wanted = new Set(natural.map(({ resource, method }) => keyOf([...resource, method])));
  const taken = new Set<string>(resources);
  const names = new Map<number, CallName>();
  const order = byPrecedence(calls);
  const losers: number[] = [];
  const winners = new Map<string, Drafted>();
  for (const index of order) {
    const name = natural[index] as CallName;
    const key = keyOf([...name.resource, name.method]);
    // A method that has its name already keeps it next to a new resource.
    if (calls[index]?.kept === undefined ? taken.has(key) : winners.has(key)) losers.push(index);
    else {
      taken.add(key);
      winners.set(key, calls[index] as Drafted);
      names.set(index, name);
    }
  }
  for (const index of losers) {
    const { operation, draft } = calls[index] as Drafted;
    const own = spelled(draft);
    const winner = winners.get(keyOf([...own.resource, own.method]));
    const home = keyOf(own.resource);
    for (const other of otherNames(operation, draft, winner?.operation)) {
      const name = spelled(other);
      const key = keyOf([...name.resource, name.method]);
      // Its own resource may have the name of a method, which other calls have moved or kept next to it.
      const isElsewhere = keyOf(name.resource) !== home;
      if (taken.has(key) || wanted.has(key) || (isElsewhere && isBelowMethod(name.resource, winners)))
        continue;
      taken.add(key);
      names.set(index, name);
      break;
    }
  }
  return calls.map((_, index) => names.get(index) as CallName);
}

/** True if a resource or one that it is in has the name of a method. */
function isBelowMethod(resource: readonly string[], methods: ReadonlyMap<string, Drafted>): boolean {
  return resource.some((_, end) => methods.has(keyOf(resource.slice(0, end + 1))));
}

function spelled({ resource, method }: DraftName): CallName {
  return { resource: resource.map(memberName), method: memberName(method) };
}

function keyOf(words: readonly string[]): string {
  return words.join(".");
}

/** The indexes of the calls. Of several with one name, the first one keeps it. */
function byPrecedence(calls: readonly Drafted[]): readonly number[] {
  const ranks = calls.map((call, index) => ({
    rank: `${call.kept === undefined ? 1 : 0} ${rank(call)}`,
    index,
  }));
  ranks.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  return ranks.map(({ index }) => index);
}

/**
 * Collections first for what they do, and items of collections for everything else; then the usual methods, then the shorter path. Strings
 * are compared.
 */
function rank({ operation: { method, path }, draft }: Drafted): string {
  const { parts } = partsOfPath(path);
  const values = parts.filter(({ kind }) => kind === "value").length;
  const noun = wordsOf(parts.findLast(({ kind }) => kind === "word")?.text ?? "").at(-1) ?? "";
  const isItem = parts.at(-1)?.kind === "value";
  const isUsual = COLLECTIVE.has(draft.method) ? isPlural(noun) && !isItem : isPlural(noun) === isItem;
  const verb = PRECEDENCE.indexOf(method.toUpperCase());
  const startsWithValue = parts[0]?.kind === "value";
  return [
    draft.otherwise === undefined ? 0 : 1,
    isUsual ? 0 : 1,
    startsWithValue ? 1 : 0,
    9 - Math.min(values, 9),
    verb === -1 ? 9 : verb,
    path,
    method,
  ].join(" ");
}

/** The methods of a collection. All others are rather those of an item. */
const COLLECTIVE = new Set(["list", "create"]);
const PRECEDENCE = ["GET", "PATCH", "PUT", "POST", "DELETE"];

/** Other names for a call, the best first. Without a winner, a resource has the name, and the call can be part of it. */
function* otherNames(
  operation: NamedOperation,
  draft: DraftName,
  winner: NamedOperation | undefined,
): Generator<DraftName> {
  const { resource, method, otherwise } = draft;
  if (otherwise !== undefined) yield otherwise;
  const own = ALONE[operation.method.toUpperCase()];
  if (winner === undefined && own !== undefined) {
    const verbs = own !== "retrieve" ? [own] : isList(operation, method) ? ["list", own] : [own, "list"];
    for (const verb of verbs) yield { resource: [...resource, method], method: verb };
  }
  for (const longer of longerMethods(operation, draft, winner)) yield { resource, method: longer };
}

/** Longer names for the method of a call, the best first. */
function* longerMethods(
  operation: NamedOperation,
  draft: DraftName,
  winner: NamedOperation | undefined,
): Generator<string> {
  const { method, path } = operation;
  const { parts } = partsOfPath(path);
  const verb = method.toUpperCase();
  const noun = draft.resource.flatMap(wordsOf);
  yield* fromFragment(path, winner?.path, draft);
  if (winner === undefined) yield `${ALONE[verb] ?? method.toLowerCase()} ${draft.method}`;
  if (winner !== undefined && isItemOf(winner.path, path)) {
    if (verb === "GET") yield "list";
    if (verb === "POST") yield "create";
  }
  if (winner?.path === path && verb === "PUT") yield "replace";
  if (winner?.path === path && verb === "POST") yield "create";
  if (winner?.path === path && verb === "DELETE") yield `delete ${draft.method}`;
  yield* fromLastValue(parts, draft, noun);
  yield* fromId(operation, draft, noun);
  yield* fromQuery(path, draft);
  if (parts.at(-1)?.kind === "word" && draft.method !== "create") yield `${draft.method} all`;
  const values = parts.filter(({ kind }) => kind === "value").map(({ text }) => text);
  if (values.length > 0) yield `${draft.method} by ${values.join(" and ")}`;
  const full = `${draft.method} ${path.replace(/\{([^}]*)\}/g, " by $1 ")}`;
  yield full;
  yield `${method.toLowerCase()} ${full}`;
  for (let number = 2; ; number += 1) yield `${draft.method} ${number}`;
}

/** True if a path is another one and a value: `/orders/{id}` of `/orders`. */
function isItemOf(path: string, collection: string): boolean {
  return path.replace(/\/\{[^}/]*\}\/?$/, "") === collection.replace(/\/$/, "") && path !== collection;
}

/** True if a GET of a thing returns several. */
function isList({ answer }: NamedOperation, thing: string): boolean {
  return answer === "list" || (answer !== "item" && isPlural(wordsOf(thing).at(-1) ?? ""));
}

/** The verb of each HTTP method for a thing whose name is taken by a resource. */
const ALONE: { readonly [method: string]: string | undefined } = {
  GET: "retrieve",
  POST: "create",
  PUT: "update",
  PATCH: "update",
  DELETE: "delete",
};

/** `delete by tag` for the id `orders_destroy_byTag`. */
function* fromId(
  operation: NamedOperation,
  { method }: DraftName,
  noun: readonly string[],
): Generator<string> {
  const { words, verb, basic } = evidenceOf(operation);
  const http = operation.method.toLowerCase();
  const rest = withoutWords(words, noun).map((word) =>
    word === http ? method : word === verb ? (basic ?? word) : word,
  );
  if (rest.length > 1 || (rest.length === 1 && rest[0] !== method)) yield rest.join(" ");
}

/** `create stream` for `/chats#stream` beside `/chats`: nothing else in the path distinguishes the two. */
function* fromFragment(path: string, other: string | undefined, { method }: DraftName): Generator<string> {
  const [address, fragment] = path.split("#");
  const words = wordsOf(fragment ?? "");
  if (words.length > 0 && address === other?.split("#")[0]) yield `${method} ${words.join(" ")}`;
}

/** `list beta` for `/orders?beta=true`. */
function* fromQuery(path: string, { method }: DraftName): Generator<string> {
  const query = wordsOf(/[?#](.*)$/.exec(path)?.[1] ?? "").filter((word) => word !== "true");
  if (query.length > 0) yield `${method} ${query.join(" ")}`;
}

/** `retrieve subject` for `/config/{subject_name}`. */
function* fromLastValue(
  parts: readonly PathPart[],
  { method }: DraftName,
  noun: readonly string[],
): Generator<string> {
  const last = parts.at(-1);
  if (last?.kind !== "value") return;
  const own = withoutWords(wordsOf(last.text), noun).filter((word) => !isKey(word));
  if (own.length > 0) yield `${method} ${own.join(" ")}`;
  yield `${method} by ${last.text}`;
}
