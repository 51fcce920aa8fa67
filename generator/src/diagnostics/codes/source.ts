import { type NoFacts, problem } from "./definition.ts";

function isURL(file: string): boolean {
  return /^https?:/i.test(file);
}

/** Problems with reading and parsing files, before OpenAPI is validated. */
export const sourceCodes = {
  "file-not-found": problem<{ file: string }>(
    ({ file }) => (isURL(file) ? `there is no file at ${file}` : `the file ${file} does not exist`),
    ({ file }) => `correct the ${isURL(file) ? "address" : "path"}, or remove the reference to the file`,
  ),
  "invalid-url": problem<{ url: string }>(
    ({ url }) => `${url} is not a URL of a document`,
    ({ url }) =>
      url.startsWith("file:")
        ? "pass the path of the file"
        : "pass one such as https://api.example.com/openapi.yaml",
  ),
  "no-files-match": problem<{ pattern: string }>(
    ({ pattern }) => `no file matches ${pattern}`,
    () => "correct the pattern in `documents`, or remove it",
  ),
  "unreadable-file": problem<{ file: string; reason: string; fix?: string | undefined }>(
    ({ file, reason }) => `${file} cannot be read: ${reason}`,
    ({ file, fix }) =>
      fix ??
      (isURL(file)
        ? "make sure that the address is right and that its server responds; or download the file, and pass its path"
        : "make sure that it is a regular file and that you have permission to read it"),
  ),
  "not-utf8": problem<{ file: string }>(
    ({ file }) => `${file} is not encoded in UTF-8`,
    () => "save it as UTF-8",
  ),
  "invalid-json": problem<{ reason: string }>(
    ({ reason }) => `invalid JSON: ${reason}`,
    () => "correct the syntax here or just before",
  ),
  "invalid-yaml": problem<{ reason: string }>(
    ({ reason }) => `invalid YAML: ${reason}`,
    () => "correct the syntax here or on the line before",
  ),
  "merge-conflict": problem<NoFacts>(
    () => "the file contains a merge conflict, which starts here",
    () => "keep one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
  ),
  "tab-indentation": problem<NoFacts>(
    () => "this line is indented with a tab, which YAML does not allow",
    () => "indent with spaces",
  ),
  "duplicate-key": problem<{ key: string }>(
    ({ key }) => `the object contains the key "${key}" twice; the second one is used`,
    () => "keep one of the two",
  ),
  "too-many-aliases": problem<NoFacts>(
    () => "the aliases of this file expand to too much data",
    () => "replace aliases with their values or with $ref",
  ),
  "recursive-alias": problem<{ alias: string }>(
    ({ alias }) => `the alias *${alias} is inside its own anchor; it is read as null`,
    () => "define recursive data with a $ref to a named schema",
  ),
  "remote-reference": problem<{ reference: string; host: string }>(
    ({ reference }) =>
      `the reference ${reference} points to a host that is not allowed, so it is not downloaded`,
    ({ host }) => `save that document next to this one, or allow the host: --allow-host ${host}`,
  ),
  "outside-folder": problem<{ file: string }>(
    ({ file }) => `${file} is outside the folder or repository of the document, so it is not read`,
    () => "move the file into the folder, or allow its folder: --allow-folder, `references.folders`",
  ),
  "file-too-large": problem<{ file: string; reason: string; fix: string }>(
    ({ file, reason }) => `${file} cannot be read: ${reason}`,
    ({ fix }) => fix,
  ),
  "unknown-reference": problem<{ reference: string }>(
    ({ reference }) => `the reference ${reference} is not a path or an https: URL, so its type is unknown`,
    () => "save that document next to this one, and refer to the file",
  ),
  "reference-not-string": problem<{ found: string }>(
    ({ found }) => `a reference must be a string, but it is ${found}; it is ignored`,
    () => "write the target as a string, such as #/components/schemas/Name, or remove `$ref`",
  ),
  "longer-component-name": problem<{ shortest: string; name: string; member: string }>(
    ({ shortest, name, member }) =>
      `this becomes components.${member}.${name}, because another component is called ${shortest}`,
    ({ member }) => `give it a unique name: add a member to components.${member} that references it`,
  ),
  "nested-too-deep": problem<NoFacts>(
    () => "the document is nested too deeply",
    () => "refer to a named schema instead of nesting its definition",
  ),
  "too-many-copies": problem<NoFacts>(
    () => "the references of this document copy too much data",
    () => "refer to components, which are not copied",
  ),
  "empty-file": problem<NoFacts>(
    () => "the file is empty",
    () => "write its content, or remove it from the command or the configuration",
  ),
  "duplicate-definition": problem<{ name: string }>(
    ({ name }) => `${name} is defined in two files; the first definition is used`,
    () => "keep one of the two, or rename one of them",
  ),
  "invalid-overlay": problem<{ reason: string; fix: string }>(
    ({ reason }) => `the overlay cannot be applied: ${reason}`,
    ({ fix }) => fix,
  ),
  "overlay-too-large": problem<NoFacts>(
    () => "this action selects or writes more than any document needs, or takes too long",
    () => "select fewer nodes: name the members on the way to them instead of `..`",
  ),
  "unmatched-action": problem<{ member: string; path: string }>(
    ({ member, path }) =>
      `\`${member}\` selects nothing in the document, so this action has no effect: ${path}`,
    ({ member }) => `correct \`${member}\`, or remove the action`,
  ),
  "unmatched-override": problem<{ member: string }>(
    ({ member }) => `the document has no \`${member}\` here, so this override has no effect`,
    () => "correct the name, or remove the override",
  ),
  "idle-action": problem<NoFacts>(
    () => "this action has no effect: it has neither `update`, `copy` nor `remove: true`",
    () => "add one of them, or remove the action",
  ),
};
