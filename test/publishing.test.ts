import { readFileSync } from "node:fs";
import { type CheckResult, checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { beforeAll, describe, expect, test } from "vitest";
import { succeed } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import {
  packAll,
  publishedPackages,
  releasedPackages,
  type Tarball,
  testFolder,
  toolPackages,
} from "./support/workspace.ts";

let tarballs: readonly Tarball[];

beforeAll(async () => {
  tarballs = await packAll(await temporaryFolder(), releasedPackages);
});

test("the published packages include the umbrella and the runtime", () => {
  const names = publishedPackages.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["copilot-sdk", "@copilot-sdk/runtime", "@copilot-sdk/webhooks"]),
  );
});

describe.each(releasedPackages)("$name, packed", ({ name }) => {
  test("has no problems reported by publint", async () => {
    const tarball = Uint8Array.from(readFileSync(tarballOf(name))).buffer;
    const { messages } = await publint({ pack: { tarball } });
    expect(messages).toEqual([]);
  });

  test("contains the license", async () => {
    expect((await succeed("tar", ["-tzf", tarballOf(name)], { cwd: testFolder })).split("\n")).toContain(
      "package/LICENSE",
    );
  });
});

describe.each(publishedPackages)("$name, packed", ({ name }) => {
  test("its types resolve under node10, node16 and bundlers, for import and for require", async () => {
    expect(await typesOf(name)).toMatchObject({
      types: { kind: "included" },
      entrypoints: { ".": expect.anything() },
      problems: [],
    });
  });
});

describe.each(toolPackages)("$name, packed", ({ name }) => {
  test("its types resolve for import, under node16 and bundlers, unless it is only a program", async () => {
    const result = await typesOf(name);
    if (result.types === false) return expect(programs).toContain(name);
    const others = result.problems.filter(
      (problem) => !("resolutionKind" in problem && /^(node10|node16-cjs)$/.test(problem.resolutionKind)),
    );
    expect(others).toEqual([]);
  });
});

/** The packages without code to import. */
const programs: readonly string[] = ["@copilot-sdk/mcp"];

function typesOf(name: string): Promise<CheckResult> {
  return checkPackage(createPackageFromTarballData(readFileSync(tarballOf(name))));
}

function tarballOf(name: string): string {
  const tarball = tarballs.find((each) => each.name === name);
  if (tarball === undefined) throw new Error(`${name} was not packed`);
  return tarball.file;
}
