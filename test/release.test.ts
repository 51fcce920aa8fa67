import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMockProcess } from "./support/mock-process.ts";
import { type Registry, startRegistry } from "./support/registry.ts";
import { inState, type ReleaseOutcome, release } from "./support/release.ts";
import { type Consumer, createConsumer } from "./support/released-consumer.ts";
import type { ServerProcess } from "./support/server-process.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { releasedPackages } from "./support/workspace.ts";
import { copyWorkspace, type WorkspaceCopy } from "./support/workspace-copy.ts";

// Several releases in a copy of the workspace, with a real registry. Each part continues where the previous one ended.

// A release takes seconds, but minutes while all other tests run at the same time.

const tasks = "spec/resources/tasks.yaml";
const names = releasedPackages.map(({ name }) => name).sort();

let copy: WorkspaceCopy;
let registry: Registry;
let mock: ServerProcess;
const consumers: { npm?: Consumer; pnpm?: Consumer } = {};

beforeAll(async () => {
  [copy, registry, mock] = await Promise.all([copyWorkspace(), startRegistry(), startMockProcess()]);
});

afterAll(async () => {
  await registry?.stop();
  await mock?.stop();
});

describe("the first release", () => {
  let outcome: ReleaseOutcome;

  test("--dry-run reports what it would do, and changes nothing", async () => {
    const { exitCode, versions } = await release({ copy, registry }, "--dry-run");
    expect(exitCode).toBe(0);
    expect(versions?.map(({ name, from, to }) => `${name} ${from} ${to}`).sort()).toEqual(
      names.map((name) => `${name} 0.0.0 1.0.0`),
    );
    expect(await copy.git("status", "--porcelain")).toBe("");
    expect(registry.uploads).toEqual([]);
  });

  test("publishes every package as 1.0.0, dependencies first", async () => {
    outcome = await release({ copy, registry });
    expect(outcome).toMatchObject({ ok: true, exitCode: 0 });
    expect(inState(outcome, "published")).toEqual(names.map((name) => `${name} 1.0.0`));
    expect(registry.uploads[0]).toBe("@copilot-sdk/runtime");
    expect(registry.uploads.indexOf("copilot-sdk")).toBeGreaterThan(
      registry.uploads.indexOf("@copilot-sdk/tasks"),
    );
  });

  test("leaves one commit, a tag for each package, and nothing to commit", async () => {
    expect(await copy.git("log", "--format=%s")).toBe("Release the packages that changed\nThe workspace\n");
    expect((await copy.git("tag", "--points-at", "HEAD")).trim().split("\n").sort()).toEqual(
      names.map((name) => `${name}@1.0.0`).sort(),
    );
    expect(await copy.git("status", "--porcelain")).toBe("");
  });

  test("records the released spec, and removes the changesets", async () => {
    const { "x-release": recorded } = JSON.parse(await copy.read("spec/released.json")) as Snapshot;
    expect(recorded).toBeDefined();
    expect(await copy.git("ls-files", ".changeset/*.md")).toBe("");
  });

  test("never prints the token", () => {
    expect(outcome.output).not.toContain(registry.tokens.maintainer);
  });

  test("does nothing the second time", async () => {
    const again = await release({ copy, registry });
    expect(again).toMatchObject({ ok: true, versions: [] });
    expect(inState(again, "unchanged")).toHaveLength(names.length);
    expect(registry.uploads).toHaveLength(names.length);
  });
});

describe.each(["npm", "pnpm"] as const)("a consumer with %s", (manager) => {
  test("installs from the registry, compiles and runs", async () => {
    const folder = join(await temporaryFolder(), "consumer");
    const consumer = await createConsumer(manager, folder, registry.url);
    consumers[manager] = consumer;
    await consumer.install("copilot-sdk@^1.0.0", "@copilot-sdk/tasks@^1.0.0");
    expect(await consumer.compile()).toEqual([]);
    expect(await consumer.runProgram(mock.url)).toEqual(linesOfVersion("1.0.0"));
  });
});

describe("an additive change of the spec", () => {
  test("is a minor version of only the package and the umbrella", async () => {
    await copy.edit(
      tasks,
      "        - name: parentTaskId\n",
      `${label("Only the task with this label.")}        - name: parentTaskId\n`,
    );
    await prepareAndCommit("Tasks by their label");
    const outcome = await release({ copy, registry });
    expect(outcome.ok, outcome.output).toBe(true);
    // The server for assistants has the calls as data.
    expect(inState(outcome, "published")).toEqual([
      "@copilot-sdk/mcp 1.0.1",
      "@copilot-sdk/tasks 1.1.0",
      "copilot-sdk 1.1.0",
    ]);
    expect(inState(outcome, "unchanged")).toHaveLength(names.length - 3);
  });

  test.each(["npm", "pnpm"] as const)(
    "reaches those who upgrade with %s, and not a line of theirs changes",
    async (manager) => {
      const consumer = consumers[manager];
      if (consumer === undefined) throw new Error("there is no consumer to upgrade");
      await consumer.upgrade();
      expect(consumer.versionOf("copilot-sdk")).toBe("1.1.0");
      expect(consumer.versionOf("@copilot-sdk/tasks")).toBe("1.1.0");
      expect(await consumer.compile()).toEqual([]);
      expect(await consumer.runProgram(mock.url)).toEqual(linesOfVersion("1.1.0"));
    },
  );

  test("is described in the changelog", async () => {
    const changelog = await consumers.npm?.read("node_modules/copilot-sdk/CHANGELOG.md");
    expect(changelog).toMatch(/^## 1\.1\.0\n\n_\d{4}-\d\d-\d\d_\n\n### Minor Changes$/m);
    expect(changelog).toContain("Adds the parameter `tasks.list({ label })`.");
    expect(changelog).toContain("Comes with `@copilot-sdk/tasks` 1.1.0.");
    expect(changelog).not.toMatch(/\b[\da-f]{7}\b/);
  });

  test("is available to the consumer", async () => {
    const text =
      'import { Copilot } from "copilot-sdk";\nawait new Copilot().tasks.list({ label: "HAR-42" });\n';
    const { npm } = consumers;
    await npm?.write("program.ts", text);
    expect(await npm?.compile()).toEqual([]);
    await npm?.write("program.ts", text.replace("label", "lable"));
    expect(await npm?.compile()).toEqual([expect.stringContaining("'lable' does not exist")]);
  });
});

test("a documentation change is a patch of the affected packages", async () => {
  await copy.edit(tasks, "Only the task with this label.", "Only the one task with this label.");
  await prepareAndCommit("Better words");
  const outcome = await release({ copy, registry });
  expect(outcome.ok, outcome.output).toBe(true);
  expect(inState(outcome, "published")).toEqual([
    "@copilot-sdk/mcp 1.0.2",
    "@copilot-sdk/tasks 1.1.1",
    "copilot-sdk 1.1.1",
  ]);
});

test("a minor version of the runtime is published with the generator, and without the packages, which accept it", async () => {
  await copy.announce({ "@copilot-sdk/runtime": "minor" }, "Calls can be counted.");
  await copy.commit("Count calls");
  const outcome = await release({ copy, registry });
  expect(outcome.ok, outcome.output).toBe(true);
  expect(inState(outcome, "published")).toEqual([
    "@copilot-sdk/generator 1.0.1",
    "@copilot-sdk/runtime 1.1.0",
  ]);
  await consumers.npm?.upgrade();
  expect(consumers.npm?.versionOf("@copilot-sdk/runtime")).toBe("1.1.0");
});

// The webhooks package imports types of the breaking package. They did not change, so it gets a patch that depends on the new version.
describe("a breaking change whose publishing is interrupted", () => {
  test("is a major version, stops at the rejected upload, and reports what was published and what was not", async () => {
    await copy.edit(tasks, label("Only the one task with this label."), "");
    await prepareAndCommit("No label any more");
    await copy.announce({ "@copilot-sdk/runtime": "patch" }, "Calls are counted right.");
    await copy.commit("Count calls right");
    registry.decide((upload) => (upload === 3 ? { status: 503 } : "pass"));
    const outcome = await release({ copy, registry });
    expect(outcome).toMatchObject({ ok: false, exitCode: 1 });
    expect(outcome.problem?.message).toContain("rejected copilot-sdk");
    expect(outcome.problem?.advice).toContain("run the same command again");
    expect(inState(outcome, "published")).toEqual(["@copilot-sdk/runtime 1.1.1", "@copilot-sdk/tasks 2.0.0"]);
    expect(inState(outcome, "not published")).toEqual([
      "@copilot-sdk/generator 1.0.2",
      "@copilot-sdk/mcp 1.0.3",
      "@copilot-sdk/webhooks 1.0.1",
      "copilot-sdk 2.0.0",
    ]);
  });

  test("is completed by the same command, without publishing anything twice", async () => {
    registry.decide(() => "pass");
    const before = registry.uploads.length;
    const outcome = await release({ copy, registry });
    expect(outcome).toMatchObject({ ok: true, versions: [] });
    expect(inState(outcome, "published")).toEqual([
      "@copilot-sdk/generator 1.0.2",
      "@copilot-sdk/mcp 1.0.3",
      "@copilot-sdk/webhooks 1.0.1",
      "copilot-sdk 2.0.0",
    ]);
    expect(registry.uploads.slice(before)).toEqual([
      "copilot-sdk",
      "@copilot-sdk/mcp",
      "@copilot-sdk/webhooks",
      "@copilot-sdk/generator",
    ]);
    expect((await copy.git("tag", "--points-at", "HEAD")).trim().split("\n").sort()).toEqual([
      "@copilot-sdk/generator@1.0.2",
      "@copilot-sdk/mcp@1.0.3",
      "@copilot-sdk/runtime@1.1.1",
      "@copilot-sdk/tasks@2.0.0",
      "@copilot-sdk/webhooks@1.0.1",
      "copilot-sdk@2.0.0",
    ]);
  });

  test("does not affect consumers of the previous major version", async () => {
    await consumers.pnpm?.upgrade();
    expect(consumers.pnpm?.versionOf("copilot-sdk")).toBe("1.1.1");
    expect(await consumers.pnpm?.compile()).toEqual([]);
  });
});

test("an upload whose response was lost counts as published", async () => {
  await copy.announce({ "@copilot-sdk/redis": "patch" }, "Errors say more.");
  await copy.commit("Better errors");
  registry.decide(() => "lose");
  const outcome = await release({ copy, registry });
  registry.decide(() => "pass");
  expect(outcome.ok, outcome.output).toBe(true);
  expect(inState(outcome, "resumed")).toEqual(["@copilot-sdk/redis 1.0.1"]);
  expect(await copy.git("tag", "--points-at", "HEAD")).toBe("@copilot-sdk/redis@1.0.1\n");
});

test("a version that a killed run published without a tag is tagged, and not uploaded again", async () => {
  await copy.git("tag", "--delete", "@copilot-sdk/redis@1.0.1");
  const before = registry.uploads.length;
  const outcome = await release({ copy, registry });
  expect(outcome.ok, outcome.output).toBe(true);
  expect(inState(outcome, "resumed")).toEqual(["@copilot-sdk/redis 1.0.1"]);
  expect(await copy.git("tag", "--points-at", "HEAD")).toBe("@copilot-sdk/redis@1.0.1\n");
  expect(registry.uploads).toHaveLength(before);
});

/** The output of the consumer's program with a version of the packages. It includes the user agent sent to the server. */
function linesOfVersion(version: string): readonly string[] {
  return [
    "2 tasks, all known: true",
    "retrieved string",
    `called as copilot-sdk/${version} and copilot-sdk-tasks/${version}`,
  ];
}

interface Snapshot {
  readonly "x-release"?: unknown;
}

/** The parameter that these tests add, document and remove. */
function label(description: string): string {
  return `        - name: label
          in: query
          description: ${description}
          schema: { type: string }
`;
}

/** Prepares and commits a change of the spec. */
async function prepareAndCommit(message: string): Promise<void> {
  await copy.tool("sdkgen", "generate");
  await copy.tool("sdkgen", "release");
  await copy.commit(message);
}
