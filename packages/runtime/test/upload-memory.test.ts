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
const SIZE = 384 * MEBIBYTE;
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
  "uploading %s of 384 MiB takes less than half of that as memory",
  async (way) => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, store.url, path, way]);
    const { size = 0, headers } = store.files.at(-1) ?? {};
    expect(size).toBeGreaterThanOrEqual(SIZE);
    expect(headers?.["content-length"]).toBe(`${size}`);
    // Node frees sent chunks only when it collects garbage: reading them without a request takes up to 120 MiB.
    expect(Number(stdout)).toBeLessThan(SIZE / 2);
    expect(Number(stdout)).toBeGreaterThan(0);
  },
);
