import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { testFolder } from "./workspace.ts";

const folders: string[] = [];

/** A program that was ended may still write its last files. */
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 };

// This module is loaded for each test file, so this runs after the tests of the file that imports it.
afterAll(() => Promise.all(folders.map((folder) => rm(folder, REMOVE))));

/** Creates a folder outside the workspace that is removed after the tests of the file. */
export function temporaryFolder(): Promise<string> {
  return createIn(tmpdir());
}

/**
 * Creates such a folder in the workspace, for the files that Deno opens: if temporary folders are in `/dev/shm`, Deno opens them only
 * with all permissions.
 */
export async function folderForDeno(): Promise<string> {
  const parent = join(testFolder, ".wire");
  await mkdir(parent, { recursive: true });
  return createIn(parent);
}

async function createIn(parent: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(parent, "copilot-sdk-")));
  folders.push(folder);
  return folder;
}
