import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRequiredProgram } from "./support/required-program.ts";

describe("a program that tests need", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "copilot-sdk-programs-"));
    await writeFile(join(folder, "browser"), "#!/bin/sh\n");
    await chmod(join(folder, "browser"), 0o755);
    await writeFile(join(folder, "no-program"), "");
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("is found on the PATH by any of its names, in CI and elsewhere", () => {
    for (const CI of ["true", undefined]) {
      const environment = { PATH: ["/nowhere", "", folder].join(delimiter), CI };
      expect(findRequiredProgram(["chrome", "browser"], environment)).toBe(join(folder, "browser"));
    }
  });

  test.each([undefined, "", "0", "false"])("may be missing where CI is %j", (CI) => {
    expect(findRequiredProgram(["no-program"], { PATH: folder, CI })).toBe(undefined);
  });

  test.each(["1", "true", "woodpecker"])("must not be missing where CI is %j", (CI) => {
    const find = () => findRequiredProgram(["chrome", "no-program"], { PATH: folder, CI });
    expect(find).toThrow("CI is set, but chrome or no-program is not on the PATH");
  });
});
