import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { beforeAll, describe, expect, test } from "vitest";
import { run, succeed } from "./support/run.ts";
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
    const attw = join(testFolder, "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
    const parameters = [attw, tarballOf(name), "--format", "json"];
    const { exitCode, stdout } = await run(process.execPath, parameters, { cwd: testFolder });
    const { analysis } = JSON.parse(stdout) as { analysis: Analysis };
    expect(analysis.types).toMatchObject({ kind: "included" });
    expect(Object.keys(analysis.entrypoints)).toContain(".");
    expect(exitCode, stdout).toBe(0);
  });
});

describe.each(toolPackages)("$name, packed", ({ name }) => {
  test("its types resolve for import, under node16 and bundlers", async () => {
    const attw = join(testFolder, "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
    const parameters = [attw, tarballOf(name), "--profile", "esm-only"];
    const { exitCode, stdout } = await run(process.execPath, parameters, { cwd: testFolder });
    expect(exitCode, stdout).toBe(0);
  });
});

/** The parts of the attw report that this test uses. */
interface Analysis {
  readonly types: unknown;
  readonly entrypoints: Readonly<Record<string, unknown>>;
}

function tarballOf(name: string): string {
  const tarball = tarballs.find((each) => each.name === name);
  if (tarball === undefined) throw new Error(`${name} was not packed`);
  return tarball.file;
}
