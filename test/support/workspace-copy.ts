import { existsSync } from "node:fs";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { inject } from "vitest";
import { type Outcome, run, succeed } from "./run.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { root } from "./workspace.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Absolute path of the folder in which copies of the workspace keep what turbo built, so that each content is built once. */
    builds: string;
  }
}

/** A copy of the workspace in a separate repository with one commit, installed but not built. */
export interface WorkspaceCopy {
  readonly folder: string;
  git(...parameters: readonly string[]): Promise<string>;
  /** Runs a tool of the workspace. Fails if the tool does. */
  tool(command: string, ...parameters: readonly string[]): Promise<string>;
  run(command: string, parameters: readonly string[], environment?: Environment): Promise<Outcome>;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Replaces a string in a file, which must contain it. */
  edit(path: string, from: string, to: string): Promise<void>;
  /** Writes a changeset: the version bump of each package, and a sentence for consumers. */
  announce(bumps: Readonly<Record<string, string>>, text?: string): Promise<void>;
  commit(message: string): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/** Copies the files that are tracked or would be added by git, and the links to the installed packages, which are shared. */
export async function copyWorkspace(): Promise<WorkspaceCopy> {
  const folder = join(await temporaryFolder(), "workspace");
  const listed = await succeed("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
  });
  const files = listed.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
  for (const path of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path));
  }
  const manifests = files.filter((path) => basename(path) === "package.json");
  for (const manifest of manifests) await linkPackages(join(dirname(manifest), "node_modules"), folder);
  await symlink(join(root, "node_modules", ".pnpm"), join(folder, "node_modules", ".pnpm"));

  const bin = join(folder, "node_modules", ".bin");
  const builds = { TURBO_CACHE_DIR: inject("builds") };
  const runHere: WorkspaceCopy["run"] = (command, parameters, environment = {}) =>
    run(command, parameters, { cwd: folder, environment: { ...builds, ...environment }, timeout: 300_000 });
  const git: WorkspaceCopy["git"] = (...parameters) => succeed("git", parameters, { cwd: folder });
  const copy: WorkspaceCopy = {
    folder,
    git,
    tool: (command, ...parameters) => succeed(join(bin, command), parameters, { cwd: folder }),
    run: runHere,
    read: (path) => readFile(join(folder, path), "utf8"),
    write: (path, text) => writeFile(join(folder, path), text),
    async edit(path, from, to) {
      const text = await copy.read(path);
      if (!text.includes(from)) throw new Error(`${path} does not have the text to replace: ${from}`);
      await copy.write(
        path,
        text.replace(from, () => to),
      );
    },
    announce(bumps, text = "Something has changed.") {
      const lines = Object.entries(bumps).map(([name, bump]) => `"${name}": ${bump}`);
      return copy.write(".changeset/announced.md", `---\n${lines.join("\n")}\n---\n\n${text}\n`);
    },
    async commit(message) {
      await git("add", "--all");
      await git("commit", "--quiet", "--message", message);
    },
  };
  await git("init", "--quiet", "--initial-branch", "main");
  await git("config", "user.name", "A maintainer");
  await git("config", "user.email", "maintainer@example.com");
  await git("config", "core.hooksPath", "/dev/null");
  await copy.commit("The workspace");
  return copy;
}

/** The packages themselves, which are shared, and caches, which other tests write at the same time. */
const LEFT_OUT = [".pnpm", ".cache", ".vite", ".vite-temp", ".vitest-cache"];

/** Links to shared packages are relative paths, so their copies also work. */
async function linkPackages(path: string, folder: string): Promise<void> {
  const from = join(root, path);
  if (!existsSync(from)) return;
  const isLeftOut = (source: string) => LEFT_OUT.includes(basename(source));
  await cp(from, join(folder, path), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => dirname(source) !== from || !isLeftOut(source),
  });
}
