import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeFolder } from "../support/folder.ts";

const PROGRAM = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));

test.skipIf(process.platform === "win32")("says that the working directory no longer exists", async () => {
  const cwd = await makeFolder({});
  const parameters = ["-c", `mkdir gone; cd gone; rmdir ../gone; exec "$0" "$@"`, process.execPath, PROGRAM];
  const { stderr, status } = spawnSync("sh", parameters, { cwd, encoding: "utf8" });
  expect(stderr).toBe("error: the working directory no longer exists\n");
  expect(status).toBe(1);
});

test("reports an error that occurs before the command line is parsed, and where with DEBUG", async () => {
  const broken = 'process.uptime = () => { throw new Error("broken"); };\n';
  const cwd = await makeFolder({ "broken.cjs": broken });
  const run = (debug: string) =>
    spawnSync(process.execPath, ["--require", "./broken.cjs", PROGRAM, "generate"], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, DEBUG: debug },
    });
  const report = /^internal error: broken\. Please report it with the document; .*\n$/;
  expect(run("")).toMatchObject({ status: 1, stderr: expect.stringMatching(report) });
  expect(run("sdkgen").stderr).toContain("last-run.ts");
});
