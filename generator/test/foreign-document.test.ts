import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const fixtures = fileURLToPath(new URL("./fixtures/", import.meta.url));
const sdkgen = fileURLToPath(new URL("../src/bin.ts", import.meta.url));
// Below this folder, so that the generated package finds the runtime and the tools as an installed one would.
const folder = mkdtempSync(fileURLToPath(new URL("./.generated-", import.meta.url)));
const generated = join(folder, "parcel-tracker");

/** Runs a tool of the workspace in the generated package; its output, when it succeeds. */
function run(tool: string, ...args: readonly string[]): string {
  const result = spawnSync(tool, args, {
    cwd: generated,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (result.status !== 0) throw new Error(`${tool} ${args.join(" ")}\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
}

describe("a document that has nothing to do with this repository", () => {
  beforeAll(() => {
    cpSync(join(fixtures, "tracker.yaml"), join(folder, "tracker.yaml"));
    for (const command of [
      ["generate", "--out", "."],
      ["bundle", "--out", "openapi.json"],
    ]) {
      execFileSync(
        process.execPath,
        [sdkgen, command[0] ?? "", "--spec", "tracker.yaml", ...command.slice(1)],
        { cwd: folder },
      );
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("becomes a package that the compiler accepts, tests included", () => {
    run("tsc", "-p", "tsconfig.json");
    expect(readdirSync(join(generated, "src/resources"))).toEqual(["depots.ts", "parcel.ts"]);
  });

  test("is called over HTTP in every documented status, against Prism", () => {
    run("vitest", "run", "--root", generated);
    const coverage: unknown = JSON.parse(readFileSync(join(generated, ".wire/coverage.json"), "utf8"));
    expect(coverage).toEqual([
      { operation: "DELETE /parcels/{parcel_id}", status: 204 },
      { operation: "DELETE /parcels/{parcel_id}", status: 404 },
      { operation: "GET /depots", status: 200 },
      { operation: "GET /parcels", status: 200 },
      { operation: "GET /parcels", status: 401 },
      { operation: "GET /parcels/{parcel_id}", status: 200 },
      { operation: "GET /parcels/{parcel_id}", status: 404 },
      { operation: "GET /parcels/{parcel_id}/label", status: 200 },
      { operation: "POST /parcels", status: 201 },
      { operation: "POST /parcels", status: 401 },
      { operation: "POST /parcels", status: 422 },
    ]);
  }, 60_000);
});
