import { error, type NoFacts } from "../definition.ts";

/** Problems with how the command was called and with its configuration. */
export const commandCodes = {
  "config-not-found": error<{ file: string }>(
    ({ file }) => `the configuration ${file} does not exist`,
    () => "give the path of an existing file to --config",
  ),
  "nothing-to-generate": error<NoFacts>(
    () => "there is no sdk.config.ts here or in ./spec, and no document was given",
    () => "write a sdk.config.ts, or name a document: sdkgen generate --spec openapi.yaml --out sdk",
  ),
  "invalid-config": error<{ file: string; reason: string }>(
    ({ file, reason }) => `${file} cannot be used: ${reason}`,
    () => "export the configuration: export default defineConfig({ documents: [...], output: ... })",
  ),
};
