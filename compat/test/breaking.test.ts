import { expect, test } from "vitest";
import { runBreaking } from "../src/breaking/run-breaking.ts";
import { breakingKinds } from "../src/mutate/breaking/index.ts";
import { mutationsOf } from "../src/mutate/mutate.ts";
import { readSubjects } from "../src/subjects.ts";

const [copilot, library] = readSubjects();
const options = { seed: 1, places: 1, onProgress: () => {} };

test("every kind of breaking change is reported as breaking, and breaks a compilation if types show it", async () => {
  const small = await runBreaking([library], options);
  const kinds = breakingKinds.filter(({ name }) => small.every(({ kind }) => kind !== name));
  // `pnpm compat` tests all kinds on the larger API of the workspace. Here, it only covers those that the small API lacks.
  const results = [...small, ...(await runBreaking([copilot], { ...options, kinds }))];
  expect(results.filter(({ isCaught }) => !isCaught)).toEqual([]);
  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(breakingKinds.map(({ name }) => name)));
});

test("a component that others only extend is not renamed, since it is not a type of the packages", () => {
  const kinds = breakingKinds.filter(({ name }) => name === "type-renamed");
  const renamed = mutationsOf(library.source, kinds, 1).map(({ place }) => place.pointer);
  expect(renamed).toContain("/components/schemas/WorkLentEvent");
  expect(renamed).not.toContain("/components/schemas/Identified");
});
