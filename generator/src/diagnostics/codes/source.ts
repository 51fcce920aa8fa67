import { type NoFacts, problem } from "./definition.ts";

/** Problems with reading and parsing files, before OpenAPI is validated. */
export const sourceCodes = {
  "file-not-found": problem<{ file: string }>(
    ({ file }) => `the file ${file} does not exist`,
    () => "correct the path, or remove the reference to the file",
  ),
  "no-files-match": problem<{ pattern: string }>(
    ({ pattern }) => `no file matches ${pattern}`,
    () => "correct the pattern in `documents`, or remove it",
  ),
  "unreadable-file": problem<{ file: string; reason: string }>(
    ({ file, reason }) => `${file} cannot be read: ${reason}`,
    () => "make sure that it is a file and that you may read it",
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
  "tab-indentation": problem<NoFacts>(
    () => "this line is indented with a tab, which YAML does not allow",
    () => "indent with spaces",
  ),
  "duplicate-key": problem<{ key: string }>(
    ({ key }) => `the object contains the key "${key}" twice`,
    () => "keep one of the two",
  ),
  "too-many-aliases": problem<NoFacts>(
    () => "the aliases of this file expand to more data than any document needs",
    () => "replace aliases with their values or with $ref",
  ),
  "recursive-alias": problem<{ alias: string }>(
    ({ alias }) => `the alias *${alias} is inside its own anchor`,
    () => "define recursive data with a $ref to a named schema",
  ),
  "remote-reference": problem<{ reference: string }>(
    ({ reference }) => `the reference ${reference} points to another host; sdkgen downloads nothing`,
    () => "save that document next to this one, and refer to the file",
  ),
  "empty-file": problem<NoFacts>(
    () => "the file is empty",
    () => "write an OpenAPI document, or a part of one, to it",
  ),
  "duplicate-definition": problem<{ name: string }>(
    ({ name }) => `${name} is defined in two files`,
    () => "keep one of the two, or rename one of them",
  ),
};
