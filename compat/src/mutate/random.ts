import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Numbers by chance that are the same for the same seed. */
export interface Random {
  /** A whole number from 0 to one less than `end`. */
  below(end: number): number;
}

/** A series of numbers for a seed; another name gives another series of the same seed. */
export function randomOf(seed: number, name = ""): Random {
  const mixed = [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed);
  const generator = xoroshiro128plus(mixed);
  return { below: (end) => uniformInt(generator, 0, end - 1) };
}
