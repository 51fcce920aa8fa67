import { expect, test } from "vitest";
import { runBreaking } from "../src/breaking/run-breaking.ts";
import { breakingKinds } from "../src/mutate/breaking/index.ts";
import { readSubjects } from "../src/subjects.ts";

test("every kind of breaking change is called breaking, and stops a consumer's compilation where types show it", async () => {
  const results = await runBreaking(readSubjects(), { seed: 1, places: 1, onProgress: () => {} });
  expect(results.filter(({ isCaught }) => !isCaught)).toEqual([]);
  expect(results.map(({ kind }) => kind)).toEqual(breakingKinds.map(({ name }) => name));
});
