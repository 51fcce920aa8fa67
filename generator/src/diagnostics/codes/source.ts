import { error, type NoFacts } from "./definition.ts";

/** Problems with files, before anything in them is understood as OpenAPI. */
export const sourceCodes = {
  "file-not-found": error<{ file: string }>(
    ({ file }) => `the file ${file} does not exist`,
    () => "correct the path, or take the reference to the file out",
  ),
  "no-files-match": error<{ pattern: string }>(
    ({ pattern }) => `no file matches ${pattern}`,
    () => "correct the pattern in `documents`, or take it out",
  ),
  "unreadable-file": error<{ file: string; reason: string }>(
    ({ file, reason }) => `${file} cannot be read: ${reason}`,
    () => "make it a file that you may read",
  ),
  "not-utf8": error<{ file: string }>(
    ({ file }) => `${file} is not encoded in UTF-8`,
    () => "save it as UTF-8",
  ),
  "invalid-json": error<{ reason: string }>(
    ({ reason }) => `this is no JSON: ${reason}`,
    () => "correct the syntax here or just before",
  ),
  "invalid-yaml": error<{ reason: string }>(
    ({ reason }) => `this is no YAML: ${reason}`,
    () => "correct the syntax here or on the line before",
  ),
  "tab-indentation": error<NoFacts>(
    () => "this line is indented with a tab, which YAML forbids",
    () => "indent with spaces",
  ),
  "duplicate-key": error<{ key: string }>(
    ({ key }) => `the key "${key}" stands twice in one map`,
    () => "keep one of the two",
  ),
  "too-many-aliases": error<NoFacts>(
    () => "the aliases of this file multiply to more data than any document needs",
    () => "write the values out, or use $ref in place of aliases",
  ),
  "recursive-alias": error<{ alias: string }>(
    ({ alias }) => `the alias *${alias} stands inside of what it refers to`,
    () => "describe recursive data with a $ref to a named schema",
  ),
  "remote-reference": error<{ reference: string }>(
    ({ reference }) => `the reference ${reference} leads to another host; nothing is downloaded`,
    () => "save that document beside this one and refer to the file",
  ),
  "empty-file": error<NoFacts>(
    () => "the file is empty",
    () => "put an OpenAPI document, or a part of one, into it",
  ),
  "duplicate-definition": error<{ name: string }>(
    ({ name }) => `${name} is defined in two files`,
    () => "keep one of the two, or give one of them another name",
  ),
};
