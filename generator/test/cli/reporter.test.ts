import { describe, expect, test, vi } from "vitest";
import { KnownProblems } from "../../src/cli/outcome.ts";
import { Reporter } from "../../src/cli/reporter.ts";
import { diagnostic } from "../../src/diagnostics/index.ts";
import { Screen } from "../support/screen.ts";

function setUp(columns?: number, env: Readonly<Record<string, string>> = {}) {
  const screens = { stdout: new Screen(columns), stderr: new Screen(columns) };
  return { ...screens, reporter: new Reporter({ ...screens, env, cwd: "/" }, "text") };
}

const PROBLEM = diagnostic("empty-file", {}, { file: "a.yaml", line: 1, column: 1 });

describe("the progress line", () => {
  test("shows the current stage in a terminal", async () => {
    const { reporter, stderr } = setUp(80);
    reporter.stage("read");
    await vi.waitFor(() => expect(stderr.text).toContain("read"), { timeout: 60_000 });
    reporter.stage("validate");
    await vi.waitFor(() => expect(stderr.text).toContain("validate"), { timeout: 60_000 });
    reporter.stopProgress();
  });

  test.each([
    ["in a pipe", undefined],
    ["in a terminal without a width, where it could not be removed", 0],
  ])("does not appear %s", async (_name, columns) => {
    const { reporter, stderr } = setUp(columns);
    reporter.stage("read");
    // By now it would be visible: the module is loaded, and its continuations have run.
    await import("ora");
    reporter.stage("validate");
    await new Promise(setImmediate);
    reporter.succeed({ summary: "done", diagnostics: [] });
    expect(stderr.text).toBe("");
  });

  test("does not appear after the command has ended", async () => {
    const { reporter, stderr } = setUp(80);
    reporter.stage("read");
    reporter.stopProgress();
    await import("ora");
    await new Promise(setImmediate);
    expect(stderr.text).toBe("");
  });
});

describe("colours", () => {
  test("are for terminals, unless NO_COLOR is set", () => {
    const colourful = setUp(80);
    colourful.reporter.fail([PROBLEM]);
    expect(colourful.stderr.text).toContain("\u001b[31m");
    const plain = setUp(80, { NO_COLOR: "1" });
    plain.reporter.fail([PROBLEM]);
    expect(plain.stderr.text).not.toContain("\u001b[");
  });
});

describe("the line about explanations", () => {
  const OTHER = diagnostic("missing-version", {});
  test.each([
    ["names the only code", [PROBLEM, PROBLEM], "sdkgen explain empty-file\n"],
    ["stands for several codes", [PROBLEM, OTHER], "sdkgen explain CODE\n"],
  ])("%s, and is printed once", (_name, problems, line) => {
    const { reporter, stderr } = setUp();
    reporter.fail(problems);
    expect(stderr.text).toMatch(new RegExp(`\nmore about each problem: ${line}$`));
    expect(stderr.text.match(/sdkgen explain/g)).toHaveLength(1);
  });

  test("is not printed without problems, in JSON, and by runs of --watch", () => {
    const terminal = { stdout: new Screen(), stderr: new Screen(), env: {}, cwd: "/" };
    new Reporter(terminal, "text").succeed({ summary: "done", diagnostics: [] });
    new Reporter(terminal, "json").fail([PROBLEM]);
    new Reporter(terminal, "github").fail([PROBLEM]);
    new Reporter(terminal, "text", { started: 0, known: new KnownProblems() }).fail([PROBLEM]);
    expect(`${terminal.stdout.text}${terminal.stderr.text}`).not.toContain("sdkgen explain");
  });
});
