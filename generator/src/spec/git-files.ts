import { execFile } from "node:child_process";
import { relative, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { type SpecFiles, UnreadableFileError } from "./files.ts";

export interface GitFiles extends SpecFiles {
  /** The absolute folder of the repository. */
  readonly root: string;
}

/**
 * The files of a git revision, as if they were in the work tree. Nothing is written: they are read from the repository.
 *
 * @param revision a branch, a tag, a commit.
 * @param cwd a folder of the repository.
 * @throws {DiagnosticError} when there is no repository, or no such revision.
 */
export async function gitFiles(revision: string, cwd: string): Promise<GitFiles> {
  const root = (await git(["rev-parse", "--show-toplevel"], cwd, revision)).toString().trim();
  const commit = (
    await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], cwd, revision)
  )
    .toString()
    .trim();
  const list = await git(["ls-tree", "-r", "-z", "--name-only", commit], root, revision);
  const names = list
    .toString()
    .split("\0")
    .filter((name) => name !== "");
  const present = new Set(names);
  const nameOf = (path: string) => relative(root, path).split(sep).join("/");
  return {
    root,
    read: async (path) => {
      const name = nameOf(path);
      if (!present.has(name)) return "missing";
      return git(["cat-file", "blob", `${commit}:${name}`], root, revision).catch((error: unknown) => {
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
    display: (path) => `${revision}:${nameOf(path)}`,
  };
}

/** Runs git, whose own words say best what is wrong with a revision. */
function git(parameters: readonly string[], cwd: string, revision: string): Promise<Buffer> {
  return new Promise((fulfil, reject) => {
    execFile(
      "git",
      [...parameters],
      { cwd, encoding: "buffer", maxBuffer: 1 << 30 },
      (error, stdout, stderr) => {
        if (error === null) return fulfil(stdout);
        const said = stderr.toString().trim().split("\n")[0] ?? "";
        const reason = said === "" ? "there is no such revision" : said;
        reject(new DiagnosticError([diagnostic("no-revision", { revision, reason })]));
      },
    );
  });
}
