import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, succeed } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { root } from "./support/workspace.ts";

/** What turbo would run, with the files that each task depends on, relative to its folder. */
interface Plan {
  readonly globalCacheInputs: {
    /** Of the packages of this workspace that the root depends on, which all tasks then depend on. */
    readonly hashOfInternalDependencies: string;
  };
  readonly tasks: readonly {
    readonly taskId: string;
    readonly directory: string;
    /** IDs of the tasks that must have ended before. */
    readonly dependencies: readonly string[];
    readonly inputs: Readonly<Record<string, string>>;
  }[];
}

async function planOf(...tasks: readonly string[]): Promise<Plan> {
  const turbo = join(root, "node_modules", ".bin", "turbo");
  const plan = await succeed(turbo, ["run", ...tasks, "--dry=json"], { cwd: root });
  return JSON.parse(plan) as Plan;
}

test("no task depends on a file that git ignores, so that builds and installations invalidate no cached result", async () => {
  const { tasks } = await planOf("build", "typecheck", "test");
  expect(tasks.map(({ taskId }) => taskId)).toContain("@copilot-sdk/mock#build");
  const inputs = tasks.flatMap(({ directory, inputs }) =>
    Object.keys(inputs).map((path) => join(directory, path)),
  );
  const list = join(await temporaryFolder(), "inputs");
  await writeFile(list, `${inputs.join("\n")}\n`);
  const command = ["-c", 'git check-ignore --stdin < "$0"', list];
  const { exitCode, stdout, stderr } = await run("sh", command, { cwd: root });
  // The exit code of git if none of them is ignored.
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: "", stderr: "" });
});

test("no generated package is built again because the document in the mock server has changed", async () => {
  const { tasks } = await planOf("build");
  const generated = tasks.filter(({ directory }) => existsSync(join(root, directory, ".sdkgen")));
  expect(generated.length).toBeGreaterThan(8);
  const waiting = generated.filter(({ dependencies }) => dependencies.includes("@copilot-sdk/mock#build"));
  expect(waiting.map(({ taskId }) => taskId)).toEqual([]);
});

test("a change of a package builds only what depends on it", async () => {
  expect((await planOf("build")).globalCacheInputs.hashOfInternalDependencies).toBe("");
});
