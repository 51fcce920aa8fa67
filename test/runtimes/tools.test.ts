// Tools that load modules with require(). Each runs a project of tools/projects in the folder of the consumer.
import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { succeed } from "../support/run.ts";
import { testFolder } from "../support/workspace.ts";
import { cell, tools } from "./support/cells.ts";

const projects = join(inject("consumer"), "tools");

beforeAll(async () => {
  await cp(join(testFolder, "tools", "projects"), projects, { recursive: true });
  const modules = join(testFolder, "tools", "node_modules");
  for (const name of await packagesIn(modules)) {
    const link = join(projects, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(modules, name), link);
  }
});

describe.concurrent("tools that load the packages with require()", () => {
  for (const [project, name] of Object.entries(tools).filter(([project]) => project !== "ts-node")) {
    test(`${name} runs the tests of a consumer`, cell(name, "require"), async () => {
      await runTool(project, "jest/bin/jest.js", "--watchman=false", "--testTimeout=60000", "--ci");
    });
  }

  test("ts-node runs a script of a consumer", cell(tools["ts-node"], "require"), async () => {
    expect(await runTool("ts-node", "ts-node/dist/bin.js", "main.ts")).toBe("3 true\n");
  });
});

/** Runs a tool in its project, against the mock. Returns its output. Fails if a test of the project fails. */
function runTool(project: string, program: string, ...parameters: readonly string[]): Promise<string> {
  const environment = {
    COPILOT_API_KEY: `a-key-of-${project}`,
    COPILOT_BASE_URL: inject("mockUrl"),
    NODE_OPTIONS: "",
  };
  const command = [join(projects, "node_modules", program), ...parameters];
  return succeed(process.execPath, command, { cwd: join(projects, project), environment });
}

async function packagesIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
  const nested = names.map(async (name) =>
    name.startsWith("@") ? (await readdir(join(folder, name))).map((each) => `${name}/${each}`) : [name],
  );
  return (await Promise.all(nested)).flat();
}
