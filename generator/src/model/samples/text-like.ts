import randexp from "randexp";

// The module itself is the class, although its types declare the class as a member.
const RandExp = randexp as unknown as typeof randexp.default;

/** A character or a class of them, and how often it is repeated, if that is a thousand times or more. */
const LONG = /(\[(?:\\.|[^\]\\])*\]|\\[dw]|[\p{L}\p{N}])\{(\d{4,})(?:,\d*)?\}/gu;

/** The placeholder of a long part: a private-use character. */
const PLACE = "\uE000";

/**
 * A text that matches a regular expression, or nearly so. `undefined` if the library does not understand the expression.
 *
 * @param next Random numbers from 0 to 1.
 * @param longest The most repetitions of a part that has no maximum, or one above a thousand.
 */
export function textLike(source: string, next: () => number, longest: number): string | undefined {
  const long: string[] = [];
  try {
    // The library takes a minute for a hexadecimal text of a quarter of a megabyte, so one character is repeated, and only as often as needed.
    const short = source
      .replaceAll(/\\p\{[^}]*\}/g, "[a-z]")
      .replaceAll(LONG, (_, character: string, count: string) => {
        long.push(made(character, next, longest).repeat(Number(count)));
        return PLACE;
      })
      .replaceAll(/\{(\d+),\d{4,}\}/g, "{$1,}");
    return made(short, next, longest).replaceAll(PLACE, () => long.shift() ?? "");
  } catch {
    return undefined;
  }
}

function made(source: string, next: () => number, longest: number): string {
  const generator = new RandExp(source, "");
  generator.max = longest;
  generator.randInt = (from, to) => from + Math.floor(next() * (to - from + 1));
  return generator.gen();
}
