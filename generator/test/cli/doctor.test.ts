import { describe, expect, test } from "vitest";
import { toolFindings } from "../../src/doctor/index.ts";
import { HEAD } from "../support/diagnose.ts";
import { makeRepository } from "../support/git.ts";
import { runHere } from "../support/run-here.ts";

const API = `${HEAD}servers: [{ url: "https://shop.test" }]
paths: { /orders: { get: { operationId: listOrders, tags: [orders], responses: { "204": { description: Done. } } } } }
`;
const CONFIG = `documents: [api.yaml]
output: sdk
name: "@acme/shop"
release: { snapshot: released.json, changesets: .changeset }
`;
const COMPLETE = {
  "api.yaml": API,
  "sdk.config.yaml": `${CONFIG}manifest: { repository: "git+https://user:secret-1@shop.test/sdk.git", homepage: "https://shop.test", bugs: sdk@shop.test }\n`,
  ".changeset/config.json": "{}",
};

/** The findings by subject. */
async function findingsOf(files: Parameters<typeof runHere>[1], env = {}, ...options: readonly string[]) {
  const { code, stdout, cwd } = await runHere(["doctor", "--json", ...options], files, env);
  const { ok, findings } = JSON.parse(stdout);
  const bySubject = Object.fromEntries(
    findings.map(({ subject, state, text }: Record<string, string>) => [subject, `${state}: ${text}`]),
  );
  return { code, ok, bySubject, stdout, cwd };
}

describe("sdkgen doctor", () => {
  test("reports versions, the configuration, the packages, and what is missing for a release", async () => {
    const { code, ok, bySubject } = await findingsOf({ "api.yaml": API, "sdk.config.yaml": CONFIG });
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(bySubject).toMatchObject({
      node: `fine: ${process.versions.node}`,
      runtime: expect.stringMatching(/^fine: a dependency, \^\d/),
      configuration: "fine: sdk.config.yaml",
      document: "fine: api.yaml",
      package: "missing: @acme/shop is not generated yet",
      license: "fine: MIT, the default",
      repository: "missing: none",
      homepage: "missing: none",
      bugs: "missing: none",
      changesets: "missing: .changeset has no config.json",
      git: "missing: no repository",
      token: "missing: none",
    });
  });

  test("finds nothing missing in a repository that is ready for a release, and shows no secret", async () => {
    const { cwd } = await runHere(["generate"], COMPLETE);
    makeRepository(cwd, ".");
    const { code, bySubject, stdout } = await findingsOf(cwd, { NPM_TOKEN: "secret-2" }, "--check");
    expect(bySubject).toMatchObject({
      package: "fine: @acme/shop 0.0.0",
      repository: "fine: git+https://shop.test/sdk.git",
      changesets: "fine: 0 changesets",
      git: "fine: everything is committed",
      token: "fine: in the variable NPM_TOKEN",
    });
    expect(code).toBe(0);
    expect(stdout).not.toContain("secret");
  });

  test("fails with --check if something is missing for a release", async () => {
    expect(await findingsOf(COMPLETE, {}, "--check")).toMatchObject({ code: 1, ok: false });
  });

  test.each([
    ["a configuration that is invalid", { "sdk.config.yaml": `${CONFIG}nmae: x\n` }, "configuration"],
    ["no configuration", {}, "configuration"],
    ["a document that is missing", { "sdk.config.yaml": CONFIG }, "document"],
  ])("fails for %s", async (_name, files, subject) => {
    const { code, bySubject } = await findingsOf(files);
    expect(code).toBe(1);
    expect(bySubject[subject]).toMatch(/^wrong: /);
  });

  test("prints a line for each finding, with what to do about it", async () => {
    const { stdout } = await runHere(["doctor"], { "api.yaml": API, "sdk.config.yaml": CONFIG });
    expect(stdout).toContain("✓ configuration  sdk.config.yaml\n");
    expect(stdout).toContain("· git            no repository\n                 help: run `git init`");
    expect(stdout).toMatch(/0 wrong, 7 missing for a release\n$/);
  });

  test("says that a version of Node is too old", () => {
    expect(toolFindings("1.0.0", "20.18.3")[0]).toMatchObject({ state: "wrong" });
    expect(toolFindings("1.0.0", "20.19.0")[0]).toMatchObject({ state: "fine" });
  });
});
