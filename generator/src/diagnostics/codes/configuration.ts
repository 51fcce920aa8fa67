import { problem } from "./definition.ts";

/** The source of an invalid configuration value that is not in a file. */
export const COMMAND_LINE = "the command line";

/** Problems with the configuration, alone and combined with the document. */
export const configurationCodes = {
  "invalid-config": problem<{ file: string; reason: string }>(
    ({ file, reason }) => `${file} is not valid: ${reason}`,
    ({ file }) =>
      file === COMMAND_LINE
        ? "correct the option"
        : 'correct it; the smallest one is `export default { documents: ["openapi.yaml"], output: "sdk" }`',
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
  "several-configs": problem<{ files: string }>(
    ({ files }) => `there are several configurations: ${files}`,
    () => "keep one of them, or pass one: --config FILE",
  ),
  "config-not-found": problem<{ file: string }>(
    ({ file }) => `the configuration ${file} does not exist`,
    () => "pass the path of an existing file to --config",
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
  "unknown-endpoint": problem<{ endpoint: string; member: string; meant: string }>(
    ({ endpoint, member }) =>
      `\`${member}\` of the configuration is \`${endpoint}\`, which the document does not contain`,
    ({ meant }) => (meant === "" ? "correct or remove it" : `did you mean \`${meant}\`?`),
  ),
  "unused-credential": problem<{ member: string }>(
    ({ member }) => `\`${member}\` in the configuration matches no credential that the SDK sends in this way`,
    () =>
      "name a scheme that operations need, with two options for `basic` and one for all others; the keys of `variables` are options",
  ),
  "missing-endpoint": problem<{ endpoint: string; member: string; meant: string; file: string }>(
    ({ endpoint, member, file }) =>
      `\`${member}\` in ${file} is \`${endpoint}\`, which the document does not contain, so the SDK has no such call`,
    ({ meant }) => (meant === "" ? "remove it" : `did you mean \`${meant}\`?`),
  ),
  "unlisted-operation": problem<{ endpoint: string }>(
    ({ endpoint }) => `the SDK does not contain \`${endpoint}\`, because \`resources\` does not list it`,
    () => "give it a name in `resources`, or ignore this warning",
  ),
  "endpoint-named-twice": problem<{ endpoint: string; names: string }>(
    ({ endpoint, names }) => `the configuration gives several names to \`${endpoint}\`: ${names}`,
    () => "keep one of them in `resources`",
  ),
  "ignored-operation": problem<{ endpoint: string; member: string }>(
    ({ endpoint, member }) => `\`${member}\` excludes \`${endpoint}\` from the SDK`,
    () =>
      "ignore this warning if that is intended, or give the endpoint a name in `resources` of the configuration",
  ),
  "pagination-of-no-operation": problem<{ name: string }>(
    ({ name }) => `\`pagination\` in the configuration names "${name}", which is not an operation`,
    () => "write the id of an operation, or its method and path, such as `GET /v2/*`",
  ),
  "unknown-client-parameter": problem<{ name: string; source: string; suggestion: string | undefined }>(
    ({ name, source }) =>
      `${source} has "${name}", which no operation has in its path, query, headers or cookies`,
    ({ suggestion }) => (suggestion === undefined ? "remove it" : `did you mean "${suggestion}"?`),
  ),
  "client-parameter-with-parts": problem<{ name: string; source: string }>(
    ({ name }) =>
      `the parameter "${name}" is not always a string, a number or a boolean, so callers pass it to each call`,
    ({ source }) => `remove it from ${source}`,
  ),
  "resource-without-package": problem<{ tag: string }>(
    ({ tag }) => `no package contains the resource "${tag}"`,
    ({ tag }) => `add "${tag}" to the \`resources\` of a package in the configuration`,
  ),
  "events-without-package": problem<{ count: number }>(
    ({ count }) => `no package contains the events of the document (${count})`,
    () => 'give them one: `webhooks: { folder: "webhooks", description: "…" }` in the configuration',
  ),
  "event-union-renamed": problem<{ name: string; other: string }>(
    ({ name, other }) => `the name \`${name}\` is taken, so the union of all events is named \`${other}\``,
    () => "keep it, or give the events a package of their own: `webhooks` with `union` in the configuration",
  ),
  "unknown-resource": problem<{ tag: string; folder: string; known: string }>(
    ({ tag, folder }) =>
      `the package "${folder}" lists the resource "${tag}", which the document does not contain`,
    ({ known }) => `correct it, or remove it; the document contains ${known}`,
  ),
  "custom-without-package": problem<{ folder: string; known: string }>(
    ({ folder }) =>
      `\`custom\` of the configuration has modules for \`${folder}\`, which is not the folder of a package`,
    ({ known }) => `the folders are ${known}`,
  ),
  "unknown-error-body": problem<{ name: string; suggestion: string | undefined }>(
    ({ name }) => `\`errorBody\` of the configuration is \`${name}\`, which is not a type of the packages`,
    ({ suggestion }) =>
      suggestion === undefined ? "name a type of an error response" : `did you mean "${suggestion}"?`,
  ),
  "other-error-body": problem<{ id: string; statuses: string; name: string }>(
    ({ id, statuses, name }) =>
      `${id} describes another body than \`${name}\` for ${statuses}, but \`errorBody\` of the configuration says that all errors have it`,
    () => "correct the document, or remove `errorBody`; `isErrorOf` tells the types by operation and status",
  ),
  "bundled-runtime-shared": problem<{ folder: string }>(
    ({ folder }) =>
      `the client of \`${folder}\` passes its runtime to other packages, so each of them cannot contain its own`,
    () => 'set runtime: { package: "@acme/runtime" } in the configuration, or remove `umbrella`',
  ),
  "client-name-clash": problem<{ client: string; folder: string; isOfRuntime: boolean }>(
    ({ client, folder, isOfRuntime }) =>
      `the client of the package "${folder}" is named \`${client}\`, like ${isOfRuntime ? "an export of the runtime, which the package re-exports" : "another export of the package"}`,
    ({ client }) => `set another name in the configuration, such as \`${client}Client\``,
  ),
  "folder-of-two-packages": problem<{ folder: string }>(
    ({ folder }) => `two packages have the folder "${folder}"`,
    () => "give each package its own folder in the configuration, different by more than case",
  ),
  "resource-in-two-packages": problem<{ tag: string; folders: string }>(
    ({ tag, folders }) => `several packages contain the resource "${tag}": ${folders}`,
    () => "keep it in only one of them",
  ),
};
