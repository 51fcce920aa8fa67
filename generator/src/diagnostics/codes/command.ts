import { error, type NoFacts } from "./definition.ts";

/** Problems with how the command was called and with its configuration. */
export const commandCodes = {
  "config-not-found": error<{ file: string }>(
    ({ file }) => `the configuration ${file} does not exist`,
    () => "give the path of an existing file to --config",
  ),
  "no-revision": error<{ revision: string; reason: string }>(
    ({ revision, reason }) => `git has no revision ${revision} here: ${reason}`,
    () => "give a branch, tag or commit that `git log` knows; a shallow clone may need `git fetch` first",
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
