import { build } from "esbuild";

/** The part of copilot-node-sdk that the benchmarks use. */
export interface OfficialSdk {
  /** Gives the one client that there is in a process. */
  copilotApi(options: { readonly apiKey: string }): {
    retrieveClient(params: { readonly id: string }): Promise<unknown>;
  };
  /** Settings of that client. */
  readonly OpenAPI: { BASE: string };
}

/**
 * Source of a module that exports what the benchmarks need. The address of the API is no option of the SDK; it stands
 * in a module that the package does not export.
 */
const entry = `
export { copilotApi } from "copilot-node-sdk";
export { OpenAPI } from "./node_modules/copilot-node-sdk/dist/codegen/api";
`;

/**
 * Loads copilot-node-sdk. Node cannot import it as it is published (its files import folders, which ES modules do not
 * resolve), so it is bundled first, as the frameworks do that it is used in.
 */
export async function loadOfficialSdk(): Promise<OfficialSdk> {
  // Without a session token the SDK takes a key in no other environment.
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
