import { type Constraints, textLike } from "@copilot-sdk/generator/kit";

/** The number of strings for a pattern. */
const SAMPLES = 5;
const MOST_TRIES = 200;

/**
 * Strings that match a pattern, have the length that is required and, if possible, the format. The same pattern always gives the same. None if
 * the usual values of the format match it; fewer or none if it is not understood.
 */
export function patternSamples({
  pattern,
  format,
  minLength = 0,
  maxLength = Number.POSITIVE_INFINITY,
}: Constraints): readonly string[] {
  const expression = pattern === undefined ? undefined : expressionOf(pattern);
  if (expression === undefined) return [];
  const fits = (text: string) => {
    const length = [...text].length;
    return length >= minLength && length <= maxLength && expression.test(text);
  };
  const { usual = [], others = [] } = FORMATTED[format ?? ""] ?? {};
  if (usual.length > 0 && usual.every(fits)) return [];
  const formatted = [...usual, ...others].filter(fits);
  if (formatted.length > 0) return formatted;
  const next = randomOf(expression.source);
  const found = new Set<string>();
  for (let attempt = 0; attempt < MOST_TRIES && found.size < SAMPLES; attempt += 1) {
    const text = textLike(expression.source, next, minLength + 1 + (attempt % 12));
    if (text !== undefined && fits(text)) found.add(text);
  }
  return [...found];
}

/** Values of a format. A string for a pattern alone may have a day 68. */
interface FormattedValues {
  /** Values as factories write them. A pattern that allows them needs no samples. */
  readonly usual: readonly string[];
  readonly others?: readonly string[];
}

const FORMATTED: { readonly [format: string]: FormattedValues | undefined } = {
  "date-time": {
    usual: ["2025-01-15T09:00:00.000Z", "2025-12-31T23:59:59.999Z"],
    others: ["2025-01-15T09:00:00Z", "2025-01-15T10:00:00+00:00", "2025-01-15T11:00:00.000000Z"],
  },
  date: { usual: ["2025-01-15", "2025-12-31"] },
  time: { usual: ["09:00:00.000Z", "23:59:59.999Z"], others: ["09:00:00Z", "09:00:00", "09:00"] },
  email: { usual: ["ada.martin.1@acme.example", "tim.kim.23@globex.example"], others: ["ada@acme.example"] },
  ipv4: { usual: ["192.0.2.1", "192.0.2.254"] },
  uuid: { usual: ["7b1f3a52-2c51-4e0a-87b1-000000000001", "0fd3c2a1-9e8d-4c7b-80fd-000000000212"] },
};

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
