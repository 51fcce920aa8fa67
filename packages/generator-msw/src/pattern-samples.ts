import { type Constraints, textLike } from "@copilot-sdk/generator/kit";

/** The number of strings for a pattern. */
const SAMPLES = 5;
const MOST_TRIES = 200;

/**
 * Strings that match a pattern and have the length that is required. The same pattern always gives the same. Fewer or none if it is not
 * understood.
 */
export function patternSamples({
  pattern,
  minLength = 0,
  maxLength = Number.POSITIVE_INFINITY,
}: Constraints): readonly string[] {
  const expression = pattern === undefined ? undefined : expressionOf(pattern);
  if (expression === undefined) return [];
  const next = randomOf(expression.source);
  const found = new Set<string>();
  for (let attempt = 0; attempt < MOST_TRIES && found.size < SAMPLES; attempt += 1) {
    const text = textLike(expression.source, next, minLength + 1 + (attempt % 12));
    const length = [...(text ?? "")].length;
    if (text !== undefined && length >= minLength && length <= maxLength && expression.test(text))
      found.add(text);
  }
  return [...found];
}

function expressionOf(pattern: string): RegExp | undefined {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Without the flag, more escapes are allowed.
    }
  }
  return undefined;
}

/** Numbers from 0 to 1 that depend on the seed alone. */
function randomOf(seed: string): () => number {
  let state = 1;
  for (const unit of seed) state = (state * 31 + (unit.codePointAt(0) ?? 0)) % 2147483647;
  state = (state % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
