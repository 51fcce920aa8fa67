import { Child } from "../child.ts";
import { median, quantile, randomNumbers } from "../statistics.ts";
import { type OverheadContender, overheadContenders } from "./contenders.ts";
import type { Listening } from "./server-process.ts";

/** The amount of work to measure. */
export interface OverheadSettings {
  /** Measured rounds. Each contender has one turn per round, in random order. */
  readonly rounds: number;
  /** Calls per turn. */
  readonly calls: number;
  /** Concurrent calls in the second part. */
  readonly atOnce: number;
}

/** The results of a contender. */
export interface OverheadFigures {
  readonly contender: string;
  readonly title: string;
  readonly sequential: CallTime;
  readonly atOnce: CallTime;
}

export interface CallTime {
  /** Time per call in microseconds: the median of the rounds. */
  readonly microseconds: number;
  /** Microseconds per call in addition to bare `fetch` in the same round: the median. */
  readonly added: number;
  /** The time relative to bare `fetch` in the same round: the median. */
  readonly ratio: number;
  /** The time of its fastest rounds, their first decile, relative to that of `fetch`. A busy machine does not change it. */
  readonly fastest: number;
  /** The quartiles of the ratio over the rounds. */
  readonly quartiles: readonly [lower: number, upper: number];
}

/** Unmeasured rounds before the others, until the code is compiled and the connections are open. */
const WARM_UP_ROUNDS = 10;

/**
 * Measures the time per call of each contender, with sequential and with concurrent calls.
 *
 * @param onRound Called before each round with its number, starting at 1.
 */
export async function measureOverhead(
  settings: OverheadSettings,
  onRound: (round: number) => void,
): Promise<readonly OverheadFigures[]> {
  const server = new Child<never, Listening>("overhead/server-process.ts");
  try {
    const { url } = await server.receive();
    const contenders = await overheadContenders(url);
    await takeRounds(contenders, { ...settings, rounds: WARM_UP_ROUNDS }, () => {});
    const rounds = await takeRounds(contenders, settings, onRound);
    return contenders.map(({ name, title }, index) => ({
      contender: name,
      title,
      sequential: callTime(
        rounds.map((round) => round.sequential),
        index,
      ),
      atOnce: callTime(
        rounds.map((round) => round.atOnce),
        index,
      ),
    }));
  } finally {
    await server.end();
  }
}

/** The time per call of each contender in one round, in microseconds. */
interface Round {
  readonly sequential: readonly number[];
  readonly atOnce: readonly number[];
}

async function takeRounds(
  contenders: readonly OverheadContender[],
  { rounds, calls, atOnce }: OverheadSettings,
  onRound: (round: number) => void,
): Promise<readonly Round[]> {
  const random = randomNumbers(1);
  const taken: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    onRound(round);
    const together: number[] = [];
    const sequential: number[] = [];
    for (const index of shuffled(contenders.length, random)) {
      const call = contenders[index]?.call ?? (() => Promise.reject(new Error("there is no such contender")));
      sequential[index] = await timePerCall(calls, 1, call);
      together[index] = await timePerCall(calls, atOnce, call);
    }
    taken.push({ sequential, atOnce: together });
  }
  return taken;
}

/** The time per call in microseconds, for a number of calls and a concurrency. */
async function timePerCall(calls: number, atOnce: number, call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let made = 0;
  for (; made < calls; made += atOnce) {
    if (atOnce === 1) await call();
    else await Promise.all(Array.from({ length: atOnce }, () => call()));
  }
  return ((performance.now() - start) * 1000) / made;
}

function callTime(rounds: readonly (readonly number[])[], contender: number): CallTime {
  const times = rounds.map((round) => round[contender] ?? Number.NaN);
  const fetchTimes = rounds.map(([first]) => first ?? Number.NaN);
  const ratios = times.map((time, round) => time / (fetchTimes[round] ?? Number.NaN));
  return {
    microseconds: median(times),
    added: median(times.map((time, round) => time - (fetchTimes[round] ?? Number.NaN))),
    ratio: median(ratios),
    fastest: quantile(times, 0.1) / quantile(fetchTimes, 0.1),
    quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}

/** The integers below `count`, in random order. */
function shuffled(count: number, random: () => number): readonly number[] {
  return Array.from({ length: count }, (_, index) => ({ index, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ index }) => index);
}
