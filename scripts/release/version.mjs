// Raises versions by the changesets, and updates changelogs, the snapshot of the spec, the generated code and the lockfile. All of
// that happens in a temporary folder, and is applied to the working tree as one patch at the end.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../bootstrap.mjs";
import { listChangesets, requireMajorsTogether } from "./changesets.mjs";
import { git, inWorktree, requireCleanTree } from "./git.mjs";
import { readPackages } from "./packages.mjs";
import { ReleaseError } from "./release-error.mjs";
import { sdkgen } from "./sdkgen.mjs";

/** The files that a new version changes. */
const paths = [".changeset", "generator", "packages", "spec", "pnpm-lock.yaml"];

/**
 * @param {{ dryRun: boolean }} options
 * @param {import("./report.mjs").Report} report
 * @returns {Promise<readonly import("./report.mjs").Raised[]>}
 * @throws {ReleaseError} The working tree is unchanged then.
 */
export async function raiseVersions({ dryRun }, report) {
  await requireCleanTree();
  const raised = await inWorktree(async (folder) => {
    const { stdout } = await report.step("read the spec", () =>
      generator(["release", "--format", "json"], folder).catch(inText),
    );
    for (const { code, message, help } of JSON.parse(stdout).diagnostics)
      if (code === "major-not-raised") report.note(`${message}\n    ${help}`);
    const before = readPackages(folder);
    const changesets = listChangesets(folder);
    if (changesets.length === 0) return [];
    await report.step(
      "raise the versions",
      () => succeed("changeset", ["version"], folder, "The versions cannot be raised"),
      () => `${changesets.length} ${changesets.length === 1 ? "changeset" : "changesets"}`,
    );
    const result = compare(before, readPackages(folder));
    requireMajorsTogether(result, before);
    await report.step("record the released spec", () => generator(["release"], folder));
    await report.step("generate the packages", () => generator(["generate"], folder), lastLine);
    const install = ["install", "--lockfile-only", "--no-frozen-lockfile", "--prefer-offline"];
    await report.step("refresh the lockfile", () =>
      succeed("pnpm", install, folder, "The lockfile cannot be refreshed"),
    );
    if (!dryRun) await bringOver(folder);
    return result;
  });
  report.versions(raised);
  return raised;
}

/**
 * Commits the raised versions.
 *
 * @param {readonly import("./report.mjs").Raised[]} raised
 */
export async function commitVersions(raised) {
  const list = raised.map(({ name, from, to }) => `- ${name} ${to} (was ${from})`).join("\n");
  await git(["add", "--all", "--", ...paths]);
  const message = ["--message", "Release the packages that changed", "--message", list];
  await git(["commit", ...message]).catch(({ details }) => {
    throw new ReleaseError(
      "The versions were raised, but cannot be committed",
      "Fix the problem that git reports above, commit the changes in the work tree, and run the command again.",
      details,
    );
  });
}

/** Applies the changes of the folder to the working tree, all or none. */
async function bringOver(folder) {
  await git(["add", "--all", "--", ...paths], folder);
  const patch = join(folder, "..", "versions.patch");
  await writeFile(patch, await git(["diff", "--cached", "--binary", "--no-ext-diff"], folder));
  await git(["apply", "--whitespace=nowarn", patch]);
}

function compare(before, after) {
  const versions = new Map(before.map(({ name, version }) => [name, version]));
  return after
    .map(({ name, version }) => ({ name, from: versions.get(name) ?? "", to: version }))
    .filter(({ from, to }) => from !== to);
}

async function generator(parameters, folder) {
  return requireSuccess(await sdkgen(parameters, folder), `\`sdkgen ${parameters[0]}\` reported problems`);
}

/**
 * Fails with the problems of `sdkgen --format json` as text.
 *
 * @param {ReleaseError} error
 */
function inText({ message, advice, details }) {
  const { diagnostics } = JSON.parse(details);
  const lines = diagnostics.map(({ severity, code, message: problem, help, location }) => {
    const place = location === undefined ? "" : `${location.file}:${location.line}:${location.column} `;
    return `${place}${severity} ${code}: ${problem}\n  help: ${help}`;
  });
  throw new ReleaseError(message, advice, lines.join("\n"));
}

async function succeed(command, parameters, folder, problem) {
  return requireSuccess(await run(command, parameters, { folder }), problem);
}

function requireSuccess(result, problem) {
  if (result.exitCode === 0) return result;
  throw new ReleaseError(
    problem,
    "Nothing was changed. Fix the problems above, commit, and run the command again.",
    result.output,
  );
}

/** The last output line of `sdkgen`, without its duration. */
function lastLine({ output }) {
  return output
    .trim()
    .split("\n")
    .at(-1)
    .replace(/ in [\d.]+ s$/, "");
}
