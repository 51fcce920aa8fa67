import { NAMINGS } from "../names/calls/call-names.ts";
import type { CallName, NamingChoices } from "../names/calls/index.ts";
import {
  CLAIM_KINDS,
  claimsFrom,
  type NamesRecord,
  type RecordedName,
} from "../names/record/names-record.ts";

const INTRODUCTION = [
  "# The names in the packages, with the operations and places of the document that have them. They stay when the document grows.",
  "# Commit this file, and do not edit it: the configuration renames things, and `sdkgen generate --renew-names` names all of them anew.",
];

/** The record as text: a section for each kind of name, and in it a line for each name, sorted by place. */
export function recordText({ choices, calls, claims }: NamesRecord): string {
  const sections = [
    { title: "rules", lines: choices === undefined ? [] : choicesText(choices) },
    { title: "calls", lines: linesOf(calls, callText) },
    ...CLAIM_KINDS.map((title) => ({ title, lines: linesOf(claims[title], nameText) })),
  ];
  const written = sections.filter(({ lines }) => lines.length > 0);
  return [...INTRODUCTION, ...written.flatMap(({ title, lines }) => ["", `[${title}]`, ...lines]), ""].join(
    "\n",
  );
}

function choicesText({ naming, version, prefix, idsHaveVerbs }: NamingChoices): readonly string[] {
  return [
    `naming ${naming}`,
    ...(version === undefined ? [] : [`version ${version}`]),
    ...(prefix.length === 0 ? [] : [`prefix ${JSON.stringify(prefix)}`]),
    ...(idsHaveVerbs ? ["ids-have-verbs"] : []),
  ];
}

function linesOf<Name>(names: ReadonlyMap<string, Name>, textOf: (name: Name) => string): readonly string[] {
  const sorted = [...names].sort(([a], [b]) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return sorted.map(([place, name]) => `${textOf(name)} ${escaped(place)}`);
}

/** Endpoints are sorted by path, so that those of one thing are together. */
function sortKey(place: string): string {
  return place.replace(/^([A-Z]+) (\/.*)$/, "$2 $1");
}

function callText({ resource, method }: CallName): string {
  return [...resource, method].join(".");
}

function nameText({ name, wanted }: RecordedName): string {
  return name === wanted ? word(name) : `${word(name)}(${word(wanted)})`;
}

/** A name without characters that divide a line or begin one that is no name. Only names of parameters have them. */
function word(name: string): string {
  return name.replace(/[\s()%#[<=>|]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The name that was written as a word. */
function wordText(written: string): string {
  return written.replace(/%([\da-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** A place on one line, for any document content. */
function escaped(place: string): string {
  return JSON.stringify(place).slice(1, -1);
}

/** A line that is not part of a record. */
export interface WrongLine {
  /** Starting at 1. */
  readonly line: number;
  readonly isConflict: boolean;
}

/** Reads a record. Of a record with merge conflicts, both sides are read, and the first name of a place counts. */
export function parseRecord(text: string): {
  readonly record: NamesRecord;
  readonly wrong: readonly WrongLine[];
} {
  const rules = new Map<string, string>();
  const calls = new Map<string, CallName>();
  const claims = claimsFrom(() => new Map<string, RecordedName>());
  const wrong: WrongLine[] = [];
  let section = "";
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [, title] = /^\[(\w+)\]$/.exec(line) ?? [];
    if (title !== undefined) section = title;
    else if (!readLine(line, section, { rules, calls, claims }))
      wrong.push({ line: index + 1, isConflict: /^(?:<{7}|={7}|>{7}|\|{7})/.test(line) });
  }
  const choices = choicesFrom(rules);
  if (choices === undefined && calls.size > 0) wrong.push({ line: 1, isConflict: false });
  return { record: { ...(choices !== undefined && { choices }), calls, claims }, wrong };
}

interface Parts {
  readonly rules: Map<string, string>;
  readonly calls: Map<string, CallName>;
  readonly claims: NamesRecord["claims"];
}

/** Reads a line of a section. Returns whether it is valid. */
function readLine(line: string, section: string, { rules, calls, claims }: Parts): boolean {
  const [, name = "", wanted = name, written = ""] = LINE.exec(line) ?? [];
  if (section === "rules") {
    const [key = "", ...words] = line.split(" ");
    const value = words.join(" ");
    if (!RULES.has(key) || (key === "prefix" && prefixIn(value) === undefined)) return false;
    keepFirst(rules, key, value);
    return true;
  }
  const place = unescaped(written);
  if (place === undefined) return false;
  const kind = CLAIM_KINDS.find((each) => each === section);
  if (kind !== undefined && (kind === "arguments" || [name, wanted].every((each) => IDENTIFIER.test(each)))) {
    const names = claims[kind] as Map<string, RecordedName>;
    keepFirst(names, place, { name: wordText(name), wanted: wordText(wanted) });
    return true;
  }
  const words = name.split(".");
  if (section !== "calls" || words.length < 2 || !words.every((word) => IDENTIFIER.test(word))) return false;
  keepFirst(calls, place, { resource: words.slice(0, -1), method: words.at(-1) ?? "" });
  return true;
}

const RULES = new Set(["naming", "version", "prefix", "ids-have-verbs"]);
const LINE = /^([^\s()]+)(?:\(([^\s()]+)\))? (.+)$/s;
const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

function keepFirst<Value>(values: Map<string, Value>, key: string, value: Value): void {
  if (!values.has(key)) values.set(key, value);
}

function unescaped(written: string): string | undefined {
  try {
    return written === "" ? undefined : String(JSON.parse(`"${written}"`));
  } catch {
    return undefined;
  }
}

function choicesFrom(rules: ReadonlyMap<string, string>): NamingChoices | undefined {
  const naming = NAMINGS.find((each) => each === rules.get("naming"));
  if (naming === undefined) return undefined;
  return {
    naming,
    version: rules.get("version"),
    prefix: prefixIn(rules.get("prefix") ?? "[]") ?? [],
    idsHaveVerbs: rules.has("ids-have-verbs"),
  };
}

function prefixIn(text: string): readonly string[] | undefined {
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) ? words.map(String) : undefined;
  } catch {
    return undefined;
  }
}
