import { beforeAll, describe, expect, test } from "vitest";
import { compileTrials } from "../src/consumers/compile-trials.ts";
import { programsOf } from "../src/consumers/programs.ts";
import { additiveKinds } from "../src/mutate/additive/index.ts";
import { mutate, mutationsOf } from "../src/mutate/mutate.ts";
import type { CompileError } from "../src/packages/compiler.ts";
import { readSubjects } from "../src/subjects.ts";

const [{ source, consumers }] = readSubjects();
const certain = mutationsOf(source, additiveKinds, 1).find(
  ({ kind, place }) => kind === "certain-attribute" && place.title === "Invoice",
);
const versions = ["1.1.0", "1.9.0", "2.0.0"];

describe("a property that is required since version 1.1.0", () => {
  const errorsAt = new Map<string, readonly CompileError[] | undefined>();

  beforeAll(async () => {
    const programs = await programsOf(source, consumers);
    const mutations = certain === undefined ? [] : [certain];
    const trials = versions.map((version) => ({
      source: mutate(source, mutations, additiveKinds, { version }),
      programs,
    }));
    for (const [index, errors] of (await compileTrials(trials, ["7.0"])).entries()) {
      expect(errors.packages).toEqual([]);
      errorsAt.set(versions[index] as string, errors.programs.get("7.0"));
    }
  });

  test("is optional for code that creates the type in 1.x", () => {
    expect(errorsAt.get("1.1.0")).toEqual([]);
    expect(errorsAt.get("1.9.0")).toEqual([]);
  });

  test("is required in 2.0.0", () => {
    const errors = errorsAt.get("2.0.0") ?? [];
    const fixtures = errors.filter(({ file }) => file === "tests.ts" || file === "events.ts");
    expect(fixtures.length).toBeGreaterThanOrEqual(2);
    expect(errors.every(({ message }) => message.includes(`new${certain?.serial}`))).toBe(true);
  });
});
