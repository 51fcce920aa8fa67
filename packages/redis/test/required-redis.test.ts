// Without a Redis, most of these tests cannot run: locally they are skipped with a reason, in CI they fail.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { endWithThisProcess } from "../../../test/support/children/end-with-this-process.js";

/** Runs tests that need Redis without one on the PATH. */
async function runWithoutRedis(
  CI: string | undefined,
): Promise<{ readonly code: unknown; readonly output: string }> {
  const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
  const child = endWithThisProcess(
    spawn(process.execPath, [vitest, "run", "test/unreachable.test.ts"], {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: { ...process.env, CI, PATH: "/nowhere", NO_COLOR: "1", FORCE_COLOR: undefined },
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "exit");
  return { code, output: (await output).join("\n") };
}

test.each([undefined, "false"])("with CI=%s the tests are skipped, with the reason", async (CI) => {
  const { code, output } = await runWithoutRedis(CI);
  expect(output).toContain("tests are skipped: no redis-server on the PATH");
  expect(output).toMatch(/Tests +\d+ passed \| \d+ skipped/);
  expect(code).toBe(0);
});

test("with CI=true the tests fail and name the missing program", async () => {
  const { code, output } = await runWithoutRedis("true");
  expect(output).toContain("CI is set, but redis-server or valkey-server is not on the PATH");
  expect(code).toBe(1);
});
