import { describe, expect, test } from "vitest";
import { compilePrograms } from "../src/consumers/compile-programs.ts";
import { programsOf } from "../src/consumers/programs.ts";
import { additiveKinds } from "../src/mutate/additive/index.ts";
import { mutate, mutationsOf } from "../src/mutate/mutate.ts";
import { installPackages } from "../src/packages/install.ts";
import { readSubjects } from "../src/subjects.ts";
import { inTemporaryFolder } from "../src/workspace.ts";

const [{ source, consumers }] = readSubjects();
const certain = mutationsOf(source, additiveKinds, 1).find(
  ({ kind, place }) => kind === "certain-attribute" && place.title === "Invoice",
);

describe("a property that is required since version 1.1.0", () => {
  test("is optional for code that creates the type in 1.x", async () => {
    expect(await errorsAt("1.1.0")).toEqual([]);
    expect(await errorsAt("1.9.0")).toEqual([]);
  });

  test("is required in 2.0.0", async () => {
    const errors = await errorsAt("2.0.0");
    const fixtures = errors.filter(({ file }) => file === "tests.ts" || file === "events.ts");
    expect(fixtures.length).toBeGreaterThanOrEqual(2);
    expect(errors.every(({ message }) => message.includes(`new${certain?.serial}`))).toBe(true);
  });
});

async function errorsAt(version: string) {
  const mutant = mutate(source, certain === undefined ? [] : [certain], additiveKinds, { version });
  const corpus = await programsOf(source, consumers);
  return inTemporaryFolder(async (folder) => {
    expect(await installPackages(mutant, folder)).toEqual([]);
    return compilePrograms(corpus, folder, "7.0");
  });
}
