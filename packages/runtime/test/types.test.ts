import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL("types/", import.meta.url));

const BROWSER = "tsconfig.browser.json";
const NODE = "tsconfig.node.json";

// The installed declarations of Node support TypeScript 5.6 and later; older versions use those of the browser.
const compilers: readonly (readonly [alias: string, version: string, worlds: Record<string, string>])[] = [
  ["typescript-5.0", "5.0", { "the browser's types": BROWSER }],
  ["typescript-5.4", "5.4", { "the browser's types": BROWSER }],
  ["typescript-5.9", "5.9", { "the browser's types": BROWSER, "Node's types": NODE }],
  ["typescript-6.0", "6.0", { "the browser's types": BROWSER, "Node's types": NODE }],
  ["typescript", "7.0", { "the browser's types": BROWSER, "Node's types": NODE }],
];

describe.each(compilers)("%s", (alias, version, worlds) => {
  const manifest = require.resolve(`${alias}/package.json`);

  test("has the expected version", () => {
    const { version: installed } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    expect(installed.startsWith(`${version}.`)).toBe(true);
  });

  test.each(Object.entries(worlds))(
    "accepts valid code and rejects invalid code with %s",
    async (_, project) => {
      const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: { tsc: string } };
      const compiler = join(dirname(manifest), bin.tsc);
      const output = await run(process.execPath, [compiler, "-p", join(folder, project)]).then(
        () => "",
        (failure: { stdout: string; stderr: string }) => failure.stdout + failure.stderr,
      );
      expect(output).toBe("");
    },
  );
});
