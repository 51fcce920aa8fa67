import { problem } from "./definition.ts";

/** Problems with the generated files on disk. */
export const outputCodes = {
  "missing-file": problem<{ path: string }>(
    ({ path }) => `${path} is missing`,
    () => "run `sdkgen generate`",
  ),
  "outdated-file": problem<{ path: string }>(
    ({ path }) => `${path} differs from the generated file`,
    () => "run `sdkgen generate`; change the document or the configuration instead of a generated file",
  ),
  "stray-file": problem<{ path: string }>(
    ({ path }) => `${path} is not a generated file, but is in a generated package`,
    () => "move it elsewhere if you need it, then run `sdkgen generate`, which deletes it",
  ),
  "foreign-folder": problem<{ folder: string; file: string }>(
    ({ folder, file }) => `${folder} was not created by sdkgen: it contains other files, such as ${file}`,
    ({ folder }) =>
      `sdkgen replaces everything in a generated package, so pass an empty folder to --out, or delete ${folder} yourself`,
  ),
  "unreadable-folder": problem<{ folder: string; reason: string }>(
    ({ folder, reason }) => `${folder} cannot be read: ${reason}`,
    () => "pass a folder to --out that you can read and write, or one that does not exist yet",
  ),
  "abandoned-package": problem<{ folder: string }>(
    ({ folder }) => `${folder} was created by sdkgen, but is not a package of this configuration`,
    ({ folder }) => `delete ${folder} if you no longer need it; sdkgen does not delete it`,
  ),
  "broken-manifest": problem<{ path: string; keys: string }>(
    ({ path, keys }) => `${path} is not valid JSON, so its ${keys} would be lost`,
    () => "correct it, restore it from version control, or delete it to start over",
  ),
  "path-outside": problem<{ path: string }>(
    ({ path }) => `${path} is outside the output folder or the generated packages`,
    () => "use folder names without `..` in the configuration",
  ),
  "path-through-link": problem<{ path: string }>(
    ({ path }) => `${path} would be written through a symbolic link`,
    () => "replace the link with a folder",
  ),
  "duplicate-output": problem<{ path: string }>(
    ({ path }) => `two generated files have the path ${path}`,
    () => "rename one of the parts that they are generated from; the two may differ only in case",
  ),
  "file-in-the-way": problem<{ path: string }>(
    ({ path }) => `${path} exists already`,
    () => "pass another folder: sdkgen init FOLDER; or move the file away",
  ),
  "write-failed": problem<{ path: string; reason: string }>(
    ({ path, reason }) => `${path} cannot be written: ${reason}`,
    () => "check that the folder is writable and the disk has space; existing files were kept or restored",
  ),
};
