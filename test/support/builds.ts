// The folder of the builds of all copies of the workspace in a test run.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** Creates the folder, and removes it after the tests. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "copilot-sdk-builds-"));
  provide("builds", folder);
  return () => rm(folder, { recursive: true, force: true });
}
