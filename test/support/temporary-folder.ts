import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const folders: string[] = [];

/** A program that was ended may still write its last files. */
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 };

// This module is loaded for each test file, so this runs after the tests of the file that imports it.
afterAll(() => Promise.all(folders.map((folder) => rm(folder, REMOVE))));

/** Creates a folder outside the workspace that is removed after the tests of the file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "copilot-sdk-")));
  folders.push(folder);
  return folder;
}
