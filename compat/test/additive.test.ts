import { expect, test } from "vitest";
import { additiveKinds } from "../src/mutate/additive/index.ts";
import { mutate, mutationsOf } from "../src/mutate/mutate.ts";
import { readSubjects } from "../src/subjects.ts";
import { runTypes } from "../src/types/run-types.ts";
import { runWire } from "../src/wire/run-wire.ts";

const seed = 1;
const subjects = readSubjects();
const quiet = () => {};

test("no additive change breaks the compilation of a consumer or is reported as breaking", async () => {
  const { kinds, failures, programs } = await runTypes(subjects, { seed, mutants: 2, onProgress: quiet });
  expect(failures).toEqual([]);
  expect(kinds.filter(({ places, covered }) => places === 0 || covered < places)).toEqual([]);
  expect(programs).toBeGreaterThan(20);
});

test("the built packages return everything that a newer server sends unchanged", async () => {
  const [copilot] = subjects;
  const { failures, calls, events, expected, arrived } = await runWire(copilot, {
    seed,
    withTests: false,
    onProgress: quiet,
  });
  expect(failures).toEqual([]);
  expect(arrived).toBe(expected);
  expect([calls, events.known, events.unknown, expected].every((count) => count > 40)).toBe(true);
});

test("the mutants depend only on the seed", () => {
  const [, { source }] = subjects;
  const documentOf = (own: number) =>
    JSON.stringify(mutate(source, mutationsOf(source, additiveKinds, own), additiveKinds).document);
  expect(documentOf(7)).toBe(documentOf(7));
  expect(documentOf(7)).not.toBe(documentOf(8));
});

test("creating a mutant does not change the source", () => {
  const [, { source }] = subjects;
  const before = JSON.stringify(source);
  mutate(source, mutationsOf(source, additiveKinds, seed), additiveKinds);
  expect(JSON.stringify(source)).toBe(before);
});
