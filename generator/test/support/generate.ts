import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadConfig, type SdkConfig } from "../../src/config/index.ts";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { buildFiles } from "../../src/generate.ts";

/** The generated files by path, and the diagnostics. */
export interface Generated {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Generates files from documents as `sdkgen generate --spec` does, without writing them.
 *
 * @param config The overlays are among the documents.
 */
export async function generateFrom(
  documents: { readonly [file: string]: string },
  config: Partial<SdkConfig> = {},
): Promise<Generated> {
  const folder = await mkdtemp(join(tmpdir(), "sdkgen-test-"));
  try {
    for (const [file, text] of Object.entries(documents)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const { overlays = [], ...settings } = config;
    const specFiles = config.documents ?? Object.keys(documents).filter((file) => !overlays.includes(file));
    const resolved = await loadConfig({ specFiles, overlayFiles: overlays, out: "sdk", cwd: folder });
    const { files, diagnostics } = await buildFiles({
      config: { ...resolved, ...settings, documents: specFiles },
    });
    return { files: new Map(files.map(({ path, text }) => [path, text])), diagnostics };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
