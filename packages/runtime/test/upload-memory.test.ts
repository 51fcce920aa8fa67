// A large upload needs as little memory as a small one. `pnpm bench:upload` measures one of 2 GB.
import { execFile } from "node:child_process";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Store, startStore } from "./support/store.js";

const MEBIBYTE = 2 ** 20;
const SIZE = 192 * MEBIBYTE;
const program = fileURLToPath(new URL("support/upload-child.ts", import.meta.url));

let folder: string;
let path: string;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "copilot-sdk-memory-"));
  path = join(folder, "large.bin");
  await writeFile(path, "");
  await truncate(path, SIZE);
  store = await startStore({ isHashed: false });
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test.each(["a generated stream", "the Blob of fs.openAsBlob", "a file in a multipart body"])(
  "uploading %s of 192 MiB takes less than 96 MiB of memory",
  async (way) => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, store.url, path, way]);
    const { size = 0, headers } = store.files.at(-1) ?? {};
    expect(size).toBeGreaterThanOrEqual(SIZE);
    expect(headers?.["content-length"]).toBe(`${size}`);
    expect(Number(stdout) / MEBIBYTE).toBeLessThan(96);
    expect(Number(stdout)).toBeGreaterThan(0);
  },
);
