import { expect, test } from "vitest";
import { runBreaking } from "../src/breaking/run-breaking.ts";
import { breakingKinds } from "../src/mutate/breaking/index.ts";
import { readSubjects } from "../src/subjects.ts";

const [copilot, library] = readSubjects();
const options = { seed: 1, places: 1, onProgress: () => {} };

test("every kind of breaking change is called breaking, and stops a compilation where types show it", async () => {
  const small = await runBreaking([library], options);
  const kinds = breakingKinds.filter(({ name }) => small.every(({ kind }) => kind !== name));
  // The API of the workspace is bigger: all kinds are tried on it by `pnpm compat`, here those that the small one lacks.
  const results = [...small, ...(await runBreaking([copilot], { ...options, kinds }))];
  expect(results.filter(({ isCaught }) => !isCaught)).toEqual([]);
  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(breakingKinds.map(({ name }) => name)));
});
