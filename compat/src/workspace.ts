import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the workspace. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** Absolute path of this package. */
export const compatFolder: string = join(root, "compat");

/** Calls a function with a temporary folder outside the workspace, which is removed after it. */
export async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "copilot-sdk-compat-")));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
