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
    ({ path }) => `${path} is no longer generated`,
    () => "run `sdkgen generate`, which deletes it, because it was not edited",
  ),
  "edited-file": problem<{ path: string }>(
    ({ path }) => `${path} was changed since sdkgen generated it`,
    () =>
      "move your code to a file of your own, which `custom` in the configuration exports; say what you need in the configuration, an overlay or the document; or discard the changes with `sdkgen generate --force`",
  ),
  "foreign-file": problem<{ path: string }>(
    ({ path }) => `${path} is not from sdkgen, but has the path of a generated file`,
    () => "move it, generate into another folder with --out, or replace it with `sdkgen generate --force`",
  ),
  "overwritten-file": problem<{ path: string }>(
    ({ path }) => `the changes of ${path} were discarded, because of --force`,
    () => "ignore this warning if that is what you wanted; otherwise restore the file from version control",
  ),
  "kept-file": problem<{ path: string }>(
    ({ path }) => `${path} is no longer generated, but was changed since, so it is kept and belongs to you`,
    ({ path }) => `delete ${path} if you do not need it`,
  ),
  "custom-module-missing": problem<{ path: string }>(
    ({ path }) => `the index of the package exports ${path}, which does not exist`,
    () => "write the file, or remove it from `custom` in the configuration",
  ),
  "path-occupied": problem<{ path: string; generated: string }>(
    ({ path, generated }) =>
      path === generated
        ? `${path} is a file, but a generated file needs a folder with this path`
        : `${generated} is a folder with files such as ${path}, but a generated file has this path`,
    ({ path }) => `move ${path}`,
  ),
  "broken-inventory": problem<{ file: string; reason: string }>(
    ({ file, reason }) => `${file}, the list of generated files, contains ${reason}`,
    () =>
      "restore the file from version control, or run `sdkgen generate --force`, which writes it and all generated files again and keeps yours",
  ),
  "broken-names": problem<{ file: string; reason: string }>(
    ({ file, reason }) => `${file}, the record of names, contains ${reason}`,
    () =>
      "keep the lines of both sides of a conflict, or restore the file from version control; `sdkgen generate --force` uses all lines that can be read",
  ),
  "unreadable-names": problem<{ file: string; reason: string }>(
    ({ file, reason }) => `${file}, the record of names, cannot be read: ${reason}`,
    () => "restore the file from version control, so that all names stay as they are",
  ),
  "names-lost": problem<{ file: string }>(
    ({ file }) => `${file}, the record of names, is missing, so all names are those that the rules give now`,
    () =>
      "restore the file from version control; without it, names may differ from those of the last run, which `sdkgen diff` reports",
  ),
  "broken-journal": problem<{ file: string; reason: string }>(
    ({ file, reason }) => `${file}, the journal of a run that was interrupted, cannot be read: ${reason}`,
    () => "delete the folder that contains it, then run `sdkgen generate --force`",
  ),
  "interrupted-run": problem<{ folder: string }>(
    ({ folder }) => `a run of sdkgen that writes to ${folder} was interrupted, or has not finished`,
    () => "run `sdkgen generate`, which completes it",
  ),
  "run-completed": problem<{ folder: string }>(
    ({ folder }) => `an earlier run that writes to ${folder} was interrupted; its changes are now complete`,
    () => "nothing needs to be done",
  ),
  "changed-meanwhile": problem<{ path: string }>(
    ({ path }) => `${path} was changed while sdkgen was writing, so it was left as it is`,
    () => "run `sdkgen generate` again",
  ),
  "output-locked": problem<{ folder: string; pid: number; lock: string }>(
    ({ folder, pid }) => `another run of sdkgen, process ${pid}, is writing to ${folder}`,
    ({ lock }) =>
      `wait until it has finished, or end it; if it runs on another machine that no longer exists, delete ${lock}`,
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
