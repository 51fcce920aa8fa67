import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded random number generator. */
export interface Random {
  /** An integer from 0 to `end` - 1. */
  below(end: number): number;
}

/** Creates a generator. Different names give different sequences for the same seed. */
export function randomOf(seed: number, name = ""): Random {
  const mixed = [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed);
  const generator = xoroshiro128plus(mixed);
  return { below: (end) => uniformInt(generator, 0, end - 1) };
}
