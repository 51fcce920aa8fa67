import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const MODULE = new URL("../../src/cli/late-optimization.ts", import.meta.url).href;

/** Calls a function a number of times in a new process. Returns the optimizing compilers that V8 used for it, in order. */
function compilersOf(calls: number, before: "" | "optimizeLate();"): readonly string[] {
  const program = `
    import { optimizeLate } from ${JSON.stringify(MODULE)};
    ${before}
    const called = (value) => value.length + value.length * value.length;
    for (let call = 0; call < ${calls}; call += 1) called("text");`;
  // On the main thread, a function is compiled before it is called again.
  const flags = ["--trace-opt", "--no-concurrent-recompilation", "--input-type=module"];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, "--eval", program], { encoding: "utf8" });
  // V8 reports a setting that it does not know.
  expect(stderr).toBe("");
  const compiled = stdout.matchAll(/completed compiling .*<JSFunction called .*\(target ([A-Z]+)/g);
  return [...compiled].map(([, name = ""]) => name);
}

test("functions that are called often are compiled by Maglev as usual, and by TurboFan later", () => {
  expect(compilersOf(20_000, "")).toEqual(["MAGLEV", "TURBOFAN"]);
  expect(compilersOf(20_000, "optimizeLate();")).toEqual(["MAGLEV"]);
  expect(compilersOf(200_000, "optimizeLate();")).toEqual(["MAGLEV", "TURBOFAN"]);
});
