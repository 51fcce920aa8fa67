import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ResolvedConfig } from "../config/index.ts";
import { GitError, git } from "../git.ts";
import { missingLinks } from "../repository.ts";
import { type Finding, fine, missing } from "./finding.ts";

/** Possible locations of credentials. */
export interface Surroundings {
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd: string;
}

/** The requirements of a release besides the packages. */
export async function releaseFindings(
  config: ResolvedConfig,
  surroundings: Surroundings,
): Promise<readonly Finding[]> {
  return [
    ...manifestFindings(config),
    await changesetFinding(config),
    await gitFinding(config.directory),
    await tokenFinding(surroundings),
  ];
}

function manifestFindings({ manifest = {} }: ResolvedConfig): readonly Finding[] {
  const { license, repository } = manifest;
  return [
    license === undefined ? fine("license", "MIT, the default") : fine("license", license),
    repository === undefined
      ? missing("repository", "none", "set `manifest.repository`, which npm demands for provenance")
      : fine("repository", withoutCredentials(repository)),
    ...missingLinks(manifest)
      .filter((name) => name !== "repository")
      .map((name) => missing(name, "none", `set \`manifest.${name}\`, which npm shows beside the README`)),
  ];
}

async function changesetFinding({ release, directory }: ResolvedConfig): Promise<Finding> {
  if (release === undefined) {
    const fix = "set `release: { snapshot, changesets }`, so that `sdkgen release` finds the versions";
    return missing("changesets", "releases are not configured", fix);
  }
  const folder = resolve(directory, release.changesets);
  if (!existsSync(join(folder, "config.json")))
    return missing("changesets", `${release.changesets} has no config.json`, "run `npx changeset init`");
  const files = await readdir(folder);
  const { length } = files.filter((file) => file.endsWith(".md") && file !== "README.md");
  return fine("changesets", length === 1 ? "1 changeset" : `${length} changesets`);
}

async function gitFinding(cwd: string): Promise<Finding> {
  try {
    const lines = (await git(["status", "--porcelain"], cwd)).toString().split("\n");
    const changed = lines.filter((line) => line !== "").length;
    if (changed === 0) return fine("git", "everything is committed");
    const text = changed === 1 ? "1 file is not committed" : `${changed} files are not committed`;
    return missing("git", text, "commit or stash them before a release");
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return missing("git", "no repository", "run `git init`, and commit the packages");
  }
}

/** Variables that tools read a token from. Their values are never shown. */
const TOKENS = ["NPM_TOKEN", "NODE_AUTH_TOKEN"];

async function tokenFinding({ env, cwd }: Surroundings): Promise<Finding> {
  const variable = TOKENS.find((name) => (env[name] ?? "") !== "");
  if (variable !== undefined) return fine("token", `in the variable ${variable}`);
  for (const folder of [cwd, dirname(cwd), env.HOME].filter((path) => path !== undefined)) {
    const text = await readFile(join(folder, ".npmrc"), "utf8").catch(() => "");
    if (/^\s*[^#;\n]*:_authToken\s*=\s*\S/m.test(text)) return fine("token", "in .npmrc");
  }
  return missing("token", "none", "set NPM_TOKEN, or run `npm login`; a trusted publisher in CI needs none");
}

/** A URL without a name and password. */
function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//").replace(/\?.*$/, "");
}
