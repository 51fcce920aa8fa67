import type { KeyPattern } from "./type-model.ts";

/**
 * The names that a regular expression matches, as a template literal type can express them: numbers, or strings with a fixed prefix or
 * suffix. The template may match more names. `undefined` if the expression has neither.
 */
export function keyPatternOf(pattern: string): KeyPattern | undefined {
  if (NUMBERS.test(pattern)) return { kind: "number" };
  // With alternatives at the top level, a prefix belongs only to the first one.
  if (/\|/.test(pattern.replace(/\[[^\]]*\]|\([^()]*\)|\\./g, ""))) return undefined;
  const prefix = PREFIX.exec(pattern)?.[1];
  if (prefix) return { kind: "prefix", text: unescaped(prefix) };
  const suffix = SUFFIX.exec(pattern)?.[1];
  return suffix ? { kind: "suffix", text: unescaped(suffix) } : undefined;
}

/** True if a name matches a pattern. */
export function matchesKey(pattern: KeyPattern, name: string): boolean {
  if (pattern.kind === "number") return name.trim() !== "" && !Number.isNaN(Number(name));
  return pattern.kind === "prefix" ? name.startsWith(pattern.text) : name.endsWith(pattern.text);
}

const NUMBERS = /^\^(?:\\d|\[0-9\])(?:[+*]|\{[\d,]+\})?\$$/;

/** A fixed prefix: literal characters without a quantifier. */
const PREFIX = /^\^((?:(?:[\w\-/:@ ]|\\[-./_$])(?![?*+{]))+)/;

/** A fixed suffix. */
const SUFFIX = /(?:^|[*+)\]])((?:[\w\-/:@ ]|\\[-./_$])+)\$$/;

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}
