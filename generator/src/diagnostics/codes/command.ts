import { type NoFacts, problem } from "./definition.ts";

/** Problems with the command line and the configuration. */
export const commandCodes = {
  "config-not-found": problem<{ file: string }>(
    ({ file }) => `the configuration ${file} does not exist`,
    () => "pass the path of an existing file to --config",
  ),
  "no-revision": problem<{ revision: string; reason: string }>(
    ({ revision, reason }) => `git has no revision ${revision} in this repository: ${reason}`,
    () => "pass a branch, tag or commit that `git log` shows; a shallow clone may need `git fetch` first",
  ),
  "watched-stdin": problem<NoFacts>(
    () => "the standard input cannot be watched",
    () => "pass the path of a file to --spec, or leave out --watch",
  ),
  "nothing-to-generate": problem<NoFacts>(
    () => "there is no sdk.config.ts in this folder or in ./spec, and no document was passed",
    () =>
      "create sdk.config.ts, or pass a document: sdkgen generate --spec openapi.yaml --out sdk; the extensions .mts, .js, .mjs, .json, .yaml and .yml are possible, too",
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
  "several-configs": problem<{ files: string }>(
    ({ files }) => `there are several configurations: ${files}`,
    () => "keep one of them, or pass one: --config FILE",
  ),
  "no-document": problem<NoFacts>(
    () => "no document was passed, and there is no terminal to ask for it",
    () => "pass a document: sdkgen init --spec openapi.yaml --yes",
  ),
  "invalid-config": problem<{ file: string; reason: string }>(
    ({ file, reason }) => `${file} is not a valid configuration: ${reason}`,
    () => 'correct it; the smallest one is `export default { documents: ["openapi.yaml"], output: "sdk" }`',
  ),
  "unknown-config-key": problem<{
    file: string;
    key: string;
    owner: string;
    suggestion: string | undefined;
    known: readonly string[];
  }>(
    ({ file, key, owner }) => `\`${key}\` is not a key of ${owner} in ${file}`,
    ({ suggestion, known }) =>
      suggestion !== undefined
        ? `did you mean \`${suggestion}\`?`
        : `remove it; the keys are ${known.join(", ")}`,
  ),
  "invalid-template": problem<{ reason: string; help: string }>(
    ({ reason }) => `invalid template: ${reason}`,
    ({ help }) => help,
  ),
  "unknown-template-name": problem<{
    name: string;
    kind: "variable" | "helper";
    known: readonly string[];
    suggestion: string | undefined;
  }>(
    ({ name, kind }) => `\`${name}\` is not a ${kind} of this template`,
    ({ kind, known, suggestion }) =>
      suggestion !== undefined
        ? `did you mean \`${suggestion}\`?`
        : known.length === 0
          ? "a value has no parts; print it as it is"
          : `the ${kind}s here are ${known.join(", ")}`,
  ),
  "invalid-feature": problem<{ feature: string; reason: string }>(
    ({ feature, reason }) => `the feature ${feature} cannot be used: ${reason}`,
    () => "install its package, and correct its options in the configuration",
  ),
  "feature-problem": problem<{ feature: string; folder: string; problem: string }>(
    ({ feature, folder, problem }) =>
      `the feature ${feature} does not work with the package ${folder}: ${problem}`,
    () => "change its options, or remove it from `features` in the configuration",
  ),
  "invalid-foreign-config": problem<{ file: string; reason: string }>(
    ({ file, reason }) => `${file} is not a valid Stainless configuration: ${reason}`,
    () => "correct it, or pass a sdk.config.ts",
  ),
  "unused-config": problem<{ file: string; what: string }>(
    ({ file, what }) => `${what} in ${file} has no effect`,
    () => "ignore this warning if that is acceptable, or write a sdk.config.ts",
  ),
};
