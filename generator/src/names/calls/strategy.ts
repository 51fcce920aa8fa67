import type { NamedOperation, Naming, NamingChoices } from "./call-names.ts";
import { evidenceOf } from "./evidence.ts";
import { containsPath, methodAfterPath } from "./id-words.ts";
import { isNamespaced, namespacesIn } from "./ids.ts";
import { type PathPart, partsOfPath } from "./path-parts.ts";
import { basicVerb, isPureVerb } from "./verbs.ts";
import { sameWord, wordsOf } from "./words-of.ts";

/** The choices for a document, and the reason why names come from paths, tags or ids. */
interface Strategy {
  readonly choices: NamingChoices;
  readonly reason: string;
}

/** The input besides the operations. */
interface Circumstances {
  /** The choice in the configuration. */
  readonly wanted: Naming | undefined;
  /** The share of operations with names of a generator that makes them from tags and whole ids. */
  readonly named: number;
  /** The choices that the existing names were made with. They count instead of the operations. */
  readonly former: NamingChoices | undefined;
}

/** Determines the source of names from the whole document. */
export function chooseStrategy(
  operations: readonly NamedOperation[],
  { wanted, named, former }: Circumstances,
): Strategy {
  if (former !== undefined) {
    const naming = wanted ?? former.naming;
    const reason = wanted === undefined ? `from ${naming}, as recorded` : asWanted(wanted).reason;
    return { choices: { ...former, naming }, reason };
  }
  const { naming, reason } = wanted === undefined ? chooseNaming(operations, named) : asWanted(wanted);
  const evidence = operations.map(evidenceOf);
  return {
    reason,
    choices: {
      naming,
      version: usualVersion(operations),
      prefix: commonPrefix(operations),
      idsHaveVerbs: share(evidence, ({ verb }) => verb !== undefined) >= MOST,
    },
  };
}

/** The share from which something is the habit of a document. */
const MOST = 0.8;

/** The share of names in extensions from which the other names are made as their generator makes them. */
const HALF = 0.5;

/** The source of names, and why. */
interface ChosenNaming {
  readonly naming: Naming;
  readonly reason: string;
}

function asWanted(naming: Naming): ChosenNaming {
  return { naming, reason: `from ${naming}, as configured` };
}

function chooseNaming(operations: readonly NamedOperation[], inExtensions: number): ChosenNaming {
  if (inExtensions >= HALF)
    return from("tagged-ids", `${percent(inExtensions)} of the operations have a name in extensions`);
  const namespaced = share(
    operations,
    (operation) => isNamespaced(operation.operationId) && !containsPath(operation),
  );
  if (namespaced >= MOST && !haveOneNamespace(operations))
    return from("ids", `${percent(namespaced)} of the operation ids have a namespace`);
  const ofPath = share(operations, (operation) => methodAfterPath(operation) !== undefined);
  if (ofPath >= MOST)
    return from("paths", `${percent(ofPath)} of the operation ids only repeat method and path`);
  const chosen = share(operations, (operation) => evidenceOf(operation).words.length > 0);
  if (chosen < MOST)
    return from(
      "paths",
      `${percent(1 - chosen)} of the operation ids are missing or only repeat method and path`,
    );
  const tagged = share(operations, ({ tags: [tag] }) => tag !== undefined);
  if (tagged < MOST) return from("paths", `${percent(1 - tagged)} of the operations have no tag`);
  const named = share(operations, ({ tags: [tag] }) => tag !== undefined && isName(tag));
  if (named < MOST) return from("paths", "the tags are titles, not names in camelCase");
  const grouped = share(operations, isGroupedByTag);
  return grouped >= GROUPED
    ? from("tags", `${percent(grouped)} of the operation ids contain their tag`)
    : from("paths", `${percent(1 - grouped)} of the operation ids do not contain their tag`);
}

/** True if the namespace of all ids is that of the API, which says nothing about an operation. */
function haveOneNamespace(operations: readonly NamedOperation[]): boolean {
  const namespaces = operations.map(({ operationId }) =>
    namespacesIn(operationId ?? "")
      .slice(0, -1)
      .join("."),
  );
  return operations.length >= SMALL && new Set(namespaces).size === 1;
}

function from(naming: Naming, reason: string): ChosenNaming {
  return { naming, reason: `from ${naming}, because ${reason}` };
}

/** The share of ids with their tag from which tags name the resources. */
const GROUPED = 0.9;

/** True if a tag is written as a name, `shippingLabels`, not as a title. */
function isName(tag: string): boolean {
  return /^\p{Ll}[\p{L}\p{N}_.]*$/u.test(tag);
}

/** True if an id contains its tag: `listOrders` has `orders`. */
function isGroupedByTag({ operationId = "", tags: [tag] }: NamedOperation): boolean {
  if (tag === undefined) return false;
  const words = wordsOf(operationId);
  return wordsOf(tag).every((word) => words.some((each) => sameWord(each, word)));
}

/** The most frequent version, the lowest of several such. */
function usualVersion(operations: readonly NamedOperation[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { path } of operations) {
    const { version } = partsOfPath(path);
    if (version !== undefined) counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0];
}

/** The words and values at the beginning of nearly all paths, of which the last is followed by others. */
function commonPrefix(operations: readonly NamedOperation[]): readonly string[] {
  const paths = operations.map(({ path }) => partsOfPath(path).parts.map(keyOf));
  const prefix: string[] = [];
  for (;;) {
    const next = new Map<string, number>();
    for (const parts of paths) {
      const key = parts[prefix.length];
      if (
        key !== undefined &&
        parts.length > prefix.length + 1 &&
        prefix.every((part, index) => parts[index] === part)
      )
        next.set(key, (next.get(key) ?? 0) + 1);
    }
    const [key, count] = [...next].sort(([, one], [, other]) => other - one)[0] ?? ["", 0];
    if (operations.length < SMALL || count < operations.length * SHARED) return prefix;
    prefix.push(key);
  }
}

/** The share of paths from which a beginning is common, and the size of documents that have none. */
const SHARED = 0.9;
const SMALL = 10;

function keyOf({ kind, text }: { readonly kind: string; readonly text: string }): string {
  return kind === "value" ? "{}" : text;
}

/** The parts of a path without its common beginning, but with the last word of that if nothing else names the resource. */
export function partsBelow(path: string, { prefix, version: usual }: NamingChoices) {
  const { parts, version } = partsOfPath(path);
  const shared =
    prefix.length > 0 &&
    parts.length > prefix.length &&
    prefix.every((part, index) => keyOf(parts[index] ?? { kind: "", text: "" }) === part);
  const start = shared ? startBelow(parts, prefix) : 0;
  const own = parts.slice(start);
  return version === undefined || version === usual
    ? own
    : [{ kind: "word" as const, text: version }, ...own];
}

/** The index of the first path part in a name. */
function startBelow(parts: readonly PathPart[], prefix: readonly string[]): number {
  const words = parts.slice(prefix.length).filter(({ kind }) => kind === "word");
  const [only = { text: "" }, ...others] = words;
  const isNamed = words.length > 0 && (others.length > 0 || !isMethodName(only.text));
  return isNamed
    ? prefix.length
    : Math.max(
        prefix.findLastIndex((part) => part !== "{}"),
        0,
      );
}

/** True if a word can only be an action: `create`, `run-now`. */
function isMethodName(text: string): boolean {
  const [first = "", ...others] = wordsOf(text);
  return basicVerb(first) !== undefined ? others.length === 0 : isPureVerb(first);
}

function share<Item>(items: readonly Item[], matches: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(matches).length / items.length;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
