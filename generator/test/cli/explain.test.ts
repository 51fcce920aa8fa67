import { describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/program.ts";
import { codeGroups } from "../../src/diagnostics/index.ts";
import { runProgram } from "../support/program.ts";
import { runHere } from "../support/run-here.ts";
import { Screen } from "../support/screen.ts";

const explain = (...args: readonly string[]) => runHere(["explain", ...args], {});

describe("sdkgen explain CODE", () => {
  test("prints the title, the cause, the example and the fix", async () => {
    const { code, stdout, stderr } = await explain("invalid-path");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`A path does not start with a slash
invalid-path, warning

A key of \`paths\` has no slash at its start. It is read as if it had one.

Example

  paths:
    orders:
      get:
        operationId: listOrders
        responses: { "204": { description: None. } }

Fix

Add the slash.

  paths:
    /orders:
      get:
        operationId: listOrders
        responses: { "204": { description: None. } }
`);
  });

  test("prints JSON for programs, with Markdown in it", async () => {
    const page = JSON.parse((await explain("invalid-path", "--json")).stdout);
    expect(page).toMatchObject({ code: "invalid-path", severity: "warning" });
    expect(page.title).toBe("A path does not start with a slash");
    expect(page.example).toMatch(/^```yaml\npaths:\n/);
    expect(page.fix).toMatch(/^Add the slash\.\n\n```yaml\n/);
  });

  test.each([
    ["invalid-pth", "did you mean invalid-path?"],
    ["enum-text", "did you mean enum-text-not-string, enum-texts-mismatch?"],
    ["zebra", "`sdkgen explain` lists the codes"],
  ])("refuses the unknown code %s, and says %s", async (name, help) => {
    const { code, stdout, stderr } = await explain(name);
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.not.stringContaining("Fix") });
    expect(stderr).toBe(`error unknown-code: no problem has the code ${name}\n  help: ${help}\n`);
  });

  test("accepts a code in capital letters", async () => {
    expect((await explain("INVALID-PATH")).stdout).toContain("A path does not start with a slash");
  });

  test("uses colours only at a terminal, and not with NO_COLOR", async () => {
    const shown = async (columns: number | undefined, env: Readonly<Record<string, string>>) => {
      const stdout = new Screen(columns);
      const terminal = { stdout, stderr: new Screen(columns), env, cwd: "/" };
      expect(await runCommandLine(["explain", "invalid-path"], terminal)).toBe(0);
      return stdout.text;
    };
    expect(await shown(80, {})).toContain("\u001b[");
    expect(await shown(80, { NO_COLOR: "1" })).not.toContain("\u001b[");
    expect(await shown(undefined, {})).not.toContain("\u001b[");
  });
});

describe("sdkgen explain", () => {
  test("lists every code with its severity and title, by subject", async () => {
    const { stdout } = await explain();
    for (const { title, codes } of codeGroups) {
      expect(stdout).toMatch(new RegExp(`^${title}$`, "m"));
      for (const code of codes)
        expect(stdout).toMatch(new RegExp(`^  ${code} +(error|warning|note) +[A-Z\`]`, "m"));
    }
  });

  test("prints all pages as JSON", async () => {
    const pages = JSON.parse((await explain("--json")).stdout) as readonly { readonly code: string }[];
    expect(pages.map(({ code }) => code)).toEqual(codeGroups.flatMap(({ codes }) => codes));
  });
});

test("no line is longer than 80 characters", async () => {
  const texts = [
    await explain(),
    ...(await Promise.all(codeGroups.flatMap(({ codes }) => codes.map((code) => explain(code))))),
  ];
  const long = texts.flatMap(({ stdout }) => stdout.split("\n").filter((line) => line.length > 80));
  expect(long).toEqual([]);
});

test("works in a separate process", async () => {
  expect((await runProgram(["explain", "empty-file"], {})).stdout).toMatch(/^A file is empty\n/);
});
