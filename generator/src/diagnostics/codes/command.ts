import { type NoFacts, problem } from "./definition.ts";

/** Problems with the command line. */
export const commandCodes = {
  "no-revision": problem<{ revision: string; reason: string }>(
    ({ revision, reason }) => `git has no revision ${revision} in this repository: ${reason}`,
    () => "pass a branch, tag or commit that `git log` shows; a shallow clone may need `git fetch` first",
  ),
  "watched-stdin": problem<NoFacts>(
    () => "the standard input cannot be watched",
    () => "pass the path of a file to --spec, or leave out --watch",
  ),
  "bundle-over-input": problem<{ file: string }>(
    ({ file }) => `${file} is one of the files that the bundle is made of, and would be replaced`,
    () => "pass another path to --out",
  ),
  "nothing-to-compare": problem<NoFacts>(
    () => "one version was passed, and there is no sdk.config.ts in this folder or in ./spec with the other",
    () =>
      "pass both: sdkgen diff OLD NEW, such as sdkgen diff https://api.example.com/openapi.yaml openapi.yaml",
  ),
  "stdin-twice": problem<NoFacts>(
    () => "both versions are the standard input, which can be read only once",
    () => "pass the path of a file for one of them",
  ),
  "nothing-to-generate": problem<{ file?: string | undefined }>(
    ({ file }) =>
      file === undefined
        ? "there is no sdk.config.ts in this folder or in ./spec, and no document was passed"
        : `${file} names no document, and none was passed`,
    ({ file }) =>
      file === undefined
        ? "create sdk.config.ts, or pass a document: sdkgen generate --spec openapi.yaml --out sdk; the extensions .mts, .js, .mjs, .json, .yaml and .yml are supported as well"
        : "pass a document: --spec openapi.yaml",
  ),
  "no-document": problem<NoFacts>(
    () => "no document was passed, none is in this folder, and there is no terminal to ask for it",
    () => "pass a document: sdkgen init --spec openapi.yaml --yes",
  ),
  "mock-not-started": problem<{ reason: string }>(
    ({ reason }) => `the mock cannot be started: ${reason}`,
    () => "pass another value for this option, or leave it out; `sdkgen mock --help` lists the options",
  ),
  "unknown-code": problem<{ code: string; alike: readonly string[] }>(
    ({ code }) => `no problem has the code ${code}`,
    ({ alike }) =>
      alike.length === 0 ? "`sdkgen explain` lists the codes" : `did you mean ${alike.join(", ")}?`,
  ),
};
