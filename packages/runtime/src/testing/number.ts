import { hashAt, identified, indexAt, type Place, wordsAt } from "./place.js";
import type { NumberRules } from "./value-type.js";

/** A number that fits its rules; a 64-bit integer as the type that programs use for it. */
export function numberFor(rules: NumberRules, place: Place): number | bigint | string {
  const number = plainNumber(rules, place);
  switch (rules.int64) {
    case "bigint":
      return BigInt(number);
    case "string":
      return String(number);
    default:
      return number;
  }
}

function plainNumber(rules: NumberRules, place: Place): number {
  const { minimum = -Infinity, exclusiveMinimum = -Infinity } = rules;
  const { maximum = Infinity, exclusiveMaximum = Infinity } = rules;
  const [low, high] = [Math.max(minimum, exclusiveMinimum), Math.min(maximum, exclusiveMaximum)];
  const usual = usualNumber(place, Math.max(low, high === Infinity ? 0 : Math.min(0, high - 100)));
  const step = rules.multipleOf ?? (rules.integer === true || rules.int64 !== undefined ? 1 : 0);
  if (step === 0) {
    const fits = usual >= minimum && usual > exclusiveMinimum && usual <= maximum && usual < exclusiveMaximum;
    return fits ? usual : (Math.max(low, high - 2) + Math.min(high, low + 2)) / 2;
  }
  const first = Math.max(Math.ceil(minimum / step), Math.floor(exclusiveMinimum / step) + 1);
  const last = Math.min(Math.floor(maximum / step), Math.ceil(exclusiveMaximum / step) - 1);
  const count = Math.min(last, Math.max(first, Math.round(usual / step)));
  // The product may have digits that the step does not have, such as that of 3 and 0.1.
  return Number((count * step).toPrecision(15));
}

/** A number that fits the name. Most are at least `low`. */
function usualNumber(place: Place, low: number): number {
  const { owner } = place;
  if (identified(place) !== undefined) return Math.max(low, 1) + owner.number - 1 + indexAt(place);
  const words = wordsAt(place);
  const hash = hashAt(place);
  if (/\b(amount|total|subtotal|price|balance|cost|fee)\b/.test(words)) return 100 * (10 + (hash % 90));
  if (/\b(created|updated|timestamp|expires)( at)?$/.test(words)) return 1_736_931_600 + 3600 * owner.number;
  if (/\bpercent(age)?\b/.test(words)) return hash % 100;
  return Math.max(low, 1) + (hash % 100);
}
