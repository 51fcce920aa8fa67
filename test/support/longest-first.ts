import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take the longest, in the order in which they start. */
const LONGEST = [
  "release.test.ts",
  "examples.test.ts",
  "nextjs.test.ts",
  "compilers.test.ts",
  "release-refusals.test.ts",
  "init.test.ts",
];

/** Starts the longest files first, so that no worker runs one alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const index = LONGEST.indexOf(basename(moduleId));
  return index === -1 ? LONGEST.length : index;
}
