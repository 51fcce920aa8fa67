import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const MODULE = new URL("../../src/cli/young-generation.ts", import.meta.url).href;

/** The sizes of the young generation in MiB: when the function is called in a new process, and after many objects that stay. */
function sizesAround(call: "" | "limitYoungGeneration();", objectsBefore: number): readonly number[] {
  const program = `
    import { getHeapSpaceStatistics } from "node:v8";
    import { limitYoungGeneration } from ${JSON.stringify(MODULE)};
    const size = () => getHeapSpaceStatistics().find((space) => space.space_name === "new_space").space_size / 2 ** 20;
    const objects = [];
    const add = (count) => { for (let index = 0; index < count; index += 1) objects.push({ index }); };
    add(${objectsBefore});
    const before = size();
    ${call}
    add(2_500_000);
    console.log(JSON.stringify([before, size()]));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" }),
  );
}

test("the young generation of a run with a large document stays as large as it is", () => {
  const [large = 0, stillGrowing = 0] = sizesAround("", 500_000);
  expect(large).toBeGreaterThanOrEqual(16);
  expect(stillGrowing).toBeGreaterThan(large);
  const [before, after] = sizesAround("limitYoungGeneration();", 500_000);
  expect(after).toBe(before);
});

test("a small young generation may grow", () => {
  const [small = 0, grown] = sizesAround("limitYoungGeneration();", 0);
  expect(small).toBeLessThan(16);
  expect(grown).toBeGreaterThan(small);
});
