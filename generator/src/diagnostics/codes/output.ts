import { error, warning } from "./definition.ts";

/** Problems with the generated files on disk. */
export const outputCodes = {
  "missing-file": error<{ path: string }>(
    ({ path }) => `${path} is missing`,
    () => "run `sdkgen generate`",
  ),
  "outdated-file": error<{ path: string }>(
    ({ path }) => `${path} differs from what is generated`,
    () => "run `sdkgen generate`; change the document or the configuration, never a generated file",
  ),
  "stray-file": error<{ path: string }>(
    ({ path }) => `${path} is not generated, but its folder is`,
    () => "move it elsewhere if it is needed, then run `sdkgen generate`, which deletes it",
  ),
  "foreign-folder": error<{ folder: string; file: string }>(
    ({ folder, file }) => `${folder} was not written by sdkgen: it has other files, such as ${file}`,
    ({ folder }) =>
      `everything in a generated package is replaced, so give an empty folder to --out, or delete ${folder} yourself`,
  ),
  "unreadable-folder": error<{ folder: string; reason: string }>(
    ({ folder, reason }) => `${folder} cannot be read: ${reason}`,
    () => "give a folder to --out that you may read and write, or one that does not exist yet",
  ),
  "abandoned-package": warning<{ folder: string }>(
    ({ folder }) => `${folder} was written by sdkgen, but is no package of this configuration`,
    ({ folder }) => `delete ${folder} if it is not needed any more; nothing else does`,
  ),
  "broken-manifest": error<{ path: string; keys: string }>(
    ({ path, keys }) => `${path} is no JSON any more, so what it says of ${keys} would be lost`,
    () => "mend it, or restore it from your version control; delete it to begin anew",
  ),
  "path-outside": error<{ path: string }>(
    ({ path }) => `${path} lies outside of the output folder or of the generated packages`,
    () => "choose folder names without `..` in the configuration",
  ),
  "path-through-link": error<{ path: string }>(
    ({ path }) => `${path} would be written through a symbolic link`,
    () => "put a real folder in the place of the link",
  ),
  "duplicate-output": error<{ path: string }>(
    ({ path }) => `two generated files want to be ${path}`,
    () => "rename one of the things that they are made of; the two may differ in upper and lower case only",
  ),
  "write-failed": error<{ path: string; reason: string }>(
    ({ path, reason }) => `${path} cannot be written: ${reason}`,
    () =>
      "see that the folder is writable and the disk has room; files already in place were left or restored",
  ),
};
