import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../document/json.ts";
import { compatFolder, inTemporaryFolder, root } from "../workspace.ts";
import { runVitest } from "./vitest.ts";

/** The results of the wire tests of the last release. */
export interface WireTestResult {
  readonly passed: number;
  readonly failed: number;
  /** Names of failed tests with their messages, and errors outside tests. */
  readonly failures: readonly string[];
}

/** Runs the unchanged wire tests and built packages of the last release against a newer document. */
export async function runWireTests(
  document: JsonObject,
  packages: readonly string[],
): Promise<WireTestResult> {
  if (packages.length === 0) return { passed: 0, failed: 0, failures: [] };
  return inTemporaryFolder(async (folder) => {
    await symlink(join(compatFolder, "node_modules"), join(folder, "node_modules"));
    await mkdir(join(folder, ".wire"));
    await writeFile(join(folder, ".wire", "openapi.json"), JSON.stringify(document));
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }));
    for (const name of packages) {
      const own = join(folder, "packages", name);
      await cp(join(root, "packages", name, "test"), join(own, "test"), { recursive: true });
      await mkdir(join(own, "src"));
      const built = join(root, "packages", name, "dist", "index.js");
      await writeFile(join(own, "src", "index.js"), `export * from ${JSON.stringify(built)};\n`);
    }
    const { tests, errors } = await runVitest(folder);
    const failed = tests.filter(({ passed }) => !passed);
    const failures = failed.map(({ suite, name, message }) => `${suite} ${name}: ${message}`);
    return {
      passed: tests.length - failed.length,
      failed: failed.length + errors.length,
      failures: [...failures, ...errors],
    };
  });
}
