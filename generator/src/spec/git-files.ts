import { relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { GitError, git } from "../git.ts";
import { ENTRY_NAMES, type SpecFiles, UnreadableFileError } from "./files.ts";

/** The files of a git revision. */
export interface GitFiles extends SpecFiles {
  /** The absolute folder of the repository. */
  readonly root: string;
  /** The absolute folder that it was opened in, without symbolic links. */
  readonly folder: string;
}

/**
 * Reads files of a git revision by their paths in the working tree. The working tree is not changed.
 *
 * @param revision A branch, tag or commit.
 * @param cwd A folder of the repository.
 * @throws {DiagnosticError} if there is no repository or no such revision.
 */
export async function gitFiles(revision: string, cwd: string): Promise<GitFiles> {
  const root = (await ask(revision, ["rev-parse", "--show-toplevel"], cwd)).toString().trim();
  const prefix = (await ask(revision, ["rev-parse", "--show-prefix"], cwd)).toString().trim();
  const commit = (await ask(revision, commitOf(revision), cwd)).toString().trim();
  const list = (await ask(revision, ["ls-tree", "-r", "-z", "--name-only", commit], root)).toString();
  const names = list.split("\0").filter((name) => name !== "");
  const present = new Set(names);
  const nameOf = (path: string) => relative(root, path).split(sep).join("/");
  return {
    root,
    folder: resolve(root, prefix),
    read: async (path) => {
      const name = nameOf(path);
      if (!present.has(name)) return "missing";
      return git(["cat-file", "blob", `${commit}:${name}`], root).catch((error: unknown) => {
        throw new UnreadableFileError(error instanceof Error ? error.message : String(error));
      });
    },
    find: async (pattern, directory, ignore) => {
      const matches = picomatch(pattern, { ignore: [...ignore] });
      const isBelow = (name: string) => !name.startsWith("../");
      return names
        .map((name) => resolve(root, name))
        .filter((path) => {
          const name = relative(directory, path).split(sep).join("/");
          return isBelow(name) && matches(name);
        });
    },
    // Git has only files of the repository, and reads symbolic links as text.
    home: async () => root,
    real: async (path) => path,
    entryOf: async (path) => {
      const name = ENTRY_NAMES.find((entry) => present.has(nameOf(resolve(path, entry))));
      return name === undefined ? undefined : resolve(path, name);
    },
    display: (path) => `${revision}:${nameOf(path)}`,
  };
}

/**
 * True if the repository of a folder has a revision. `false` if there is no repository or no git.
 *
 * @param revision A branch, tag or commit.
 */
export async function isRevision(revision: string, cwd: string): Promise<boolean> {
  try {
    await git(commitOf(revision), cwd);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}

/** The arguments with which git prints the commit of a revision. */
function commitOf(revision: string): readonly string[] {
  return ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
}

/** Runs git for a revision. Errors contain the message of git. */
async function ask(revision: string, parameters: readonly string[], cwd: string): Promise<Buffer> {
  try {
    return await git(parameters, cwd);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const reason = error.message === "" ? "no such revision" : error.message;
    throw new DiagnosticError([diagnostic("no-revision", { revision, reason })]);
  }
}
