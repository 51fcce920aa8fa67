import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a consumer imports, and how large it may be. */
export interface SizeSubject {
  readonly name: string;
  readonly title: string;
  /** Source of the module that is bundled. */
  readonly source: string;
  /** Folder, from this file, in which its imports are looked up. */
  readonly folder: string;
  /** The most bytes that it should have, minified and compressed; undefined: it is here for comparison. */
  readonly goal: number | undefined;
  /** Where it runs. */
  readonly platform: "neutral" | "node";
}

/** How large it is. */
export interface SizeFigures {
  readonly subject: string;
  readonly title: string;
  /** Bytes of the bundle, minified. */
  readonly minified: number;
  /** Bytes of the same, compressed by gzip -9. */
  readonly gzipped: number;
  readonly goal: number | undefined;
}

const ours = { folder: "../../../packages/copilot-sdk/", platform: "neutral" } as const;

/** What is measured. Exports keep the bundler from leaving out what nobody calls. */
export const subjects: readonly SizeSubject[] = [
  {
    ...ours,
    name: "operation",
    title: "one operation",
    source: `
      import { api, listInvoices } from "@copilot-sdk/billing";
      import { ApiClient } from "@copilot-sdk/runtime";
      export const invoices = new ApiClient(api).transport.page(listInvoices);
    `,
    goal: 5_000,
  },
  {
    ...ours,
    name: "package",
    title: "one package",
    source: `export { BillingClient } from "@copilot-sdk/billing";`,
    goal: 9_000,
  },
  {
    ...ours,
    name: "umbrella",
    title: "the umbrella",
    source: `export { Copilot } from "./dist/index.js";`,
    goal: 20_000,
  },
  {
    name: "official",
    title: "official SDK",
    source: `export { copilotApi } from "copilot-node-sdk";`,
    folder: "../../",
    goal: undefined,
    platform: "node",
  },
];

/** Bundles a subject and weighs it. */
export async function measureSize(subject: SizeSubject): Promise<SizeFigures> {
  const { outputFiles } = await build({
    stdin: {
      contents: subject.source,
      resolveDir: fileURLToPath(new URL(subject.folder, import.meta.url)),
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: subject.platform,
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  return {
    subject: subject.name,
    title: subject.title,
    minified: bundle.length,
    gzipped: gzipSync(bundle, { level: 9 }).length,
    goal: subject.goal,
  };
}
