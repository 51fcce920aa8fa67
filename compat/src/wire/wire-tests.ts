import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonObject } from "../document/json.ts";
import { runNode } from "../run.ts";
import { compatFolder, inTemporaryFolder, root } from "../workspace.ts";

/** The results of the wire tests of the last release. */
export interface WireTestResult {
  readonly passed: number;
  readonly failed: number;
  /** Names of failed tests with their messages. */
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
    const report = join(folder, "report.json");
    const main = dirname(fileURLToPath(import.meta.resolve("vitest/package.json")));
    const parameters = ["run", "--root", folder, "--reporter=json", `--outputFile=${report}`];
    const { stdout, stderr } = await runNode([join(main, "vitest.mjs"), ...parameters], folder);
    const text = await readFile(report, "utf8").catch(() => {
      throw new Error(`the wire tests did not run: ${stdout}${stderr}`);
    });
    return resultOf(JSON.parse(text) as Report);
  });
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function resultOf({
  numPassedTests,
  numFailedTests,
  numFailedTestSuites,
  testResults,
}: Report): WireTestResult {
  const failures = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages?.[0]?.split("\n")[0] ?? ""}`);
  const broken = numFailedTests === 0 && numFailedTestSuites > 0 ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + broken, failures };
}
