import { build } from "esbuild";

/** The part of copilot-node-sdk that the benchmarks use. */
export interface OfficialSdk {
  /** Returns the client, of which there is one per process. */
  copilotApi(options: { readonly apiKey: string }): {
    retrieveClient(params: { readonly id: string }): Promise<unknown>;
  };
  /** Global settings of the client. */
  readonly OpenAPI: { BASE: string };
}

/**
 * Source of a module that exports what the benchmarks need. The SDK has no option for the base URL: it is defined in a
 * module that the package does not export.
 */
const entry = `
export { copilotApi } from "copilot-node-sdk";
export { OpenAPI } from "./node_modules/copilot-node-sdk/dist/codegen/api";
`;

/**
 * Loads copilot-node-sdk. Node cannot import the published package, because its files import folders, which ES modules do
 * not resolve. It is bundled first, as frameworks that use it do.
 */
export async function loadOfficialSdk(): Promise<OfficialSdk> {
  // The SDK accepts a key without a session token only in this environment.
  process.env.COPILOT_ENV = "local";
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: new URL("../", import.meta.url).pathname },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)) as OfficialSdk;
}
