// Uploads of every kind of content, in every runtime, to a store that rejects chunked bodies like S3.
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Store, startStore } from "../../packages/runtime/test/support/store.ts";
import { succeed } from "../support/run.ts";
import { folderForDeno } from "../support/temporary-folder.ts";
import { contentBytes, expectedUploads } from "./programs/uploads.ts";
import { browser, showing } from "./support/browser.ts";
import { bundlers, cell } from "./support/cells.ts";
import { bundleWithEsbuild, bundleWithVite } from "./support/page-bundles.ts";
import { servePage } from "./support/page-server.ts";
import { runtimes, workerd } from "./support/runtimes.ts";
import { startWorker } from "./support/worker.ts";

const consumer = inject("consumer");
const path = join(await folderForDeno(), "content.bin");
const hash = createHash("sha256").update(contentBytes()).digest("hex");
let store: Store;

beforeAll(async () => {
  await writeFile(path, contentBytes());
  store = await startStore();
});
afterAll(() => store[Symbol.asyncDispose]());

for (const { name, command, parameters } of runtimes) {
  test.concurrent(`${name} uploads content of every kind`, cell(name, "uploads"), async () => {
    const program = [...parameters, "uploads-command.mjs", store.url, path];
    const output = await succeed(command, program, { cwd: consumer });
    const more = ["Buffer", "openAsBlob", "createReadStream"];
    expect(JSON.parse(output)).toEqual(expectedUploads(hash, more));
  });
}

test.concurrent("workerd uploads content of every kind", cell(workerd.name, "uploads"), async () => {
  const worker = await startWorker(consumer, "uploads-worker.mjs", { URL: store.url });
  try {
    expect(await (await fetch(worker.url)).json()).toEqual(expectedUploads(hash));
  } finally {
    await worker.stop();
  }
});

for (const [name, bundle] of [
  [bundlers.esbuild, bundleWithEsbuild],
  [bundlers.vite, bundleWithVite],
] as const) {
  test.concurrent(`${name} uploads content of every kind`, cell(name, "uploads"), async ({ skip }) => {
    if (browser === undefined) return skip("neither chromium nor google-chrome is on the PATH");
    const page = await servePage(await bundle(consumer, "uploads-page"), store.url);
    try {
      expect(await showing(browser, page.url, page.report)).toEqual(expectedUploads(hash));
    } finally {
      await page.stop();
    }
  });
}
