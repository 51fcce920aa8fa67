import type { KeyPattern } from "./type-model.ts";

/**
 * The names that a regular expression matches, as far as a template literal can say it: a number, or texts with a constant start or
 * end. It may include more names. `undefined` if the expression has neither.
 */
export function keyPatternOf(pattern: string): KeyPattern | undefined {
  if (NUMBERS.test(pattern)) return { kind: "number" };
  // With alternatives at the top, a start belongs only to the first one.
  if (/\|/.test(pattern.replace(/\[[^\]]*\]|\([^()]*\)|\\./g, ""))) return undefined;
  const start = START.exec(pattern)?.[1];
  if (start) return { kind: "start", text: plain(start) };
  const end = END.exec(pattern)?.[1];
  return end ? { kind: "end", text: plain(end) } : undefined;
}

/** Whether a name matches a pattern. */
export function matchesKey(pattern: KeyPattern, name: string): boolean {
  if (pattern.kind === "number") return name.trim() !== "" && !Number.isNaN(Number(name));
  return pattern.kind === "start" ? name.startsWith(pattern.text) : name.endsWith(pattern.text);
}

const NUMBERS = /^\^(?:\\d|\[0-9\])(?:[+*]|\{[\d,]+\})?\$$/;

/** A constant start: characters that stand for themselves and are not repeated. */
const START = /^\^((?:(?:[\w\-/:@ ]|\\[-./_$])(?![?*+{]))+)/;

/** A constant end. */
const END = /(?:^|[*+)\]])((?:[\w\-/:@ ]|\\[-./_$])+)\$$/;

function plain(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}
