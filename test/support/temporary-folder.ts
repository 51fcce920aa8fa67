import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const folders: string[] = [];

/** Makes a folder outside the workspace that is removed after the tests of the file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "copilot-sdk-")));
  folders.push(folder);
  return folder;
}

/** To be called once at the top of a test file that makes temporary folders. */
export function removeTemporaryFolders(): void {
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));
}
