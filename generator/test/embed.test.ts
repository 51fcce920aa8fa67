import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DiagnosticError, generate } from "../src/index.ts";
import { makeFolder, readText } from "./support/folder.ts";

const document = readFileSync(new URL("./fixtures/tracker.yaml", import.meta.url), "utf8");

describe("generate(), for build scripts", () => {
  test("writes the package that the command line writes, and returns the changes", async () => {
    const cwd = await makeFolder({
      "openapi.yaml": `${document}\ntags: []\n`,
    });
    const stages: string[] = [];
    const options = { specFiles: ["openapi.yaml"], name: "@acme/tracker", cwd };
    const first = await generate({ ...options, onStage: (stage) => stages.push(stage) });
    expect(first.root).toBe(join(cwd, "sdk"));
    expect(first.changes).toContainEqual({ kind: "create", path: "tracker/src/index.ts" });
    expect(first.diagnostics.map(({ code }) => code)).toEqual(["duplicate-key"]);
    expect(stages).toEqual(["read", "validate", "build the model", "partition", "print"]);
    expect(JSON.parse(await readText(cwd, "sdk/tracker/package.json"))).toMatchObject({
      name: "@acme/tracker",
    });
    expect((await generate(options)).changes).toEqual([]);
  });

  test("puts the document next to the tests, so that the package can be tested anywhere", async () => {
    const cwd = await makeFolder({ "openapi.yaml": document });
    await generate({ specFiles: ["openapi.yaml"], name: "@acme/tracker", cwd });
    expect(JSON.parse(await readText(cwd, "sdk/tracker/test/openapi.json"))).toHaveProperty("paths");
    expect(await readText(cwd, "sdk/tracker/test/wire.test.ts")).toContain(
      'new URL("openapi.json", import.meta.url)',
    );
  });

  test("throws the problems, with their positions and fixes", async () => {
    const cwd = await makeFolder({ "openapi.yaml": "openapi: 3.1.0\ninfo: [" });
    const error = await generate({ specFiles: ["openapi.yaml"], cwd }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DiagnosticError);
    expect((error as DiagnosticError).diagnostics[0]?.location).toMatchObject({ line: 2 });
  });
});
