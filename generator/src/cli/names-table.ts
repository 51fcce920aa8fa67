import { WIDTH, wordsOf, wrap } from "./wrap.ts";

/** An operation and its call. */
export interface NamedCall {
  /** `GET` */
  readonly method: string;
  readonly path: string;
  /** `chat.completions.create` */
  readonly name: string;
  /** The name by the current rules. Absent: the same. */
  readonly byRules?: string;
}

/** The calls below their resources, in lines of at most 80 characters, followed by those that the rules would name differently. */
export function namesTable(calls: readonly NamedCall[], reasons: readonly string[]): string {
  const groups = new Map<string, NamedCall[]>();
  for (const call of calls) groups.set(resourceOf(call), [...(groups.get(resourceOf(call)) ?? []), call]);
  const blocks = [...groups].map(([resource, own]) => [resource, ...linesOf(own)].join("\n"));
  return [...reasons.flatMap(wrapWords), "", blocks.join("\n\n"), "", ...otherNames(calls)].join("\n");
}

/** The calls that keep a recorded name, with their names by the current rules. */
function otherNames(calls: readonly NamedCall[]): readonly string[] {
  const others = calls.filter(({ byRules }) => byRules !== undefined);
  if (others.length === 0) return [];
  const count =
    others.length === 1
      ? "1 call keeps its recorded name"
      : `${others.length} calls keep their recorded names`;
  const advice =
    "`sdkgen generate --renew-names` adopts the names on the right, which renames calls for users.";
  const width = Math.min(Math.max(...others.map(({ name }) => name.length)), 36);
  return [
    ...wrapWords(`${count}. ${advice}`),
    ...others.map(({ name, byRules }) => `  ${name.padEnd(width)}  ${byRules}`),
    "",
  ];
}

function wrapWords(text: string): readonly string[] {
  return wrap(wordsOf(text));
}

function resourceOf({ name }: NamedCall): string {
  return name.slice(0, name.lastIndexOf("."));
}

function linesOf(calls: readonly NamedCall[]): readonly string[] {
  const methods = calls.map(({ name }) => name.slice(name.lastIndexOf(".") + 1));
  const width = Math.min(Math.max(...methods.map((method) => method.length)), 28);
  return calls.flatMap(({ method, path }, index) => {
    const call = methods[index] ?? "";
    const verb = method.padEnd(6);
    const start = `  ${call.padEnd(width)}  ${verb} `;
    // A long name has its own line, so that the paths stay below each other.
    const indent = " ".repeat(width + verb.length + 5);
    if (call.length > width)
      return [`  ${call}`, ...pathLines(`  ${"".padEnd(width)}  ${verb} `, indent, path)];
    return pathLines(start, indent, path);
  });
}

/** A path, broken before slashes where it is too long. */
function pathLines(start: string, indent: string, path: string): readonly string[] {
  const [first = "", ...others] = wrap(path.split(/(?=\/)/), WIDTH - indent.length);
  return [`${start}${first}`, ...others.map((line) => `${indent}${line}`)];
}
