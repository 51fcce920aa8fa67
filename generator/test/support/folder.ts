import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Contents of files by path. Bytes if the encoding matters. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Creates a folder with these files, which is removed after the test. */
export async function makeFolder(files: Files = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sdkgen-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** Reads a file of such a folder. */
export function readText(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), "utf8");
}
