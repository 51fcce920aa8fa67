// Publishes the versions that the registry lacks, dependencies first, and tags each. A version with a tag is released. A version
// in the registry without a tag belongs to an interrupted release, and must have the same content.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listChangesets } from "./changesets.mjs";
import { git, readTags, requireCleanTree } from "./git.mjs";
import { buildPackages, packAll } from "./pack.mjs";
import { readPackages, tagOf } from "./packages.mjs";
import { hasIdToken, provenanceFor } from "./provenance.mjs";
import { RegistryClient } from "./registry-client.mjs";
import { ReleaseError } from "./release-error.mjs";
import { sdkgen } from "./sdkgen.mjs";

/**
 * Finds the registry, and checks that it responds and accepts the credentials.
 *
 * @param {import("./command.mjs").Options} options
 * @param {import("./report.mjs").Report} report
 * @returns {Promise<RegistryClient>}
 */
export async function connect(options, report) {
  const packages = readPackages();
  const registry = await RegistryClient.find(options.registry, packages);
  await report.step("contact the registry", async () => {
    await registry.integrityOf(packages[0]);
    // With trusted publishing in CI there is no login, and a dry run needs none.
    const isVouchedFor = hasIdToken() && !process.env.NPM_TOKEN;
    if (!isVouchedFor && !options.dryRun) await registry.requireLogin();
  });
  return registry;
}

/**
 * @param {import("./command.mjs").Options} options
 * @param {import("./report.mjs").Report} report
 * @param {RegistryClient} registry
 * @throws {ReleaseError} Packages published until then stay published and tagged. The next run continues after them.
 */
export async function publish(options, report, registry) {
  await requireCleanTree();
  const candidates = await report.step("compare the versions", () => lookUp(registry), countMissing);
  const open = candidates.filter(({ state }) => state !== "unchanged");
  try {
    if (open.length > 0) await publishAll(open, registry, options, report);
  } finally {
    report.packages(registry.url, candidates);
  }
  if (open.length > 0 && !options.dryRun)
    report.note("Push the commit with its tags: git push --follow-tags");
}

async function publishAll(candidates, registry, options, report) {
  requireNoChangesets();
  const provenance = provenanceFor(options, registry.url, candidates);
  await report.step("check the packages", requireGenerated);
  await report.step("build them", () => buildPackages(candidates));
  const folder = await mkdtemp(join(tmpdir(), "copilot-sdk-pack-"));
  try {
    const tarballs = await report.step("pack them", () => packAll(candidates, folder));
    for (const each of candidates) requireSameContent(each, tarballs.get(each).integrity, registry.url);
    for (const each of candidates) {
      if (options.dryRun) each.state = each.integrity === undefined ? "to publish" : "resumed";
      else {
        const settle = () => publishOne(each, tarballs.get(each), registry, { ...options, provenance });
        each.state = await report.step(tagOf(each), settle, (state) => state);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The state of each version in the registry. */
async function lookUp(registry) {
  const tags = await readTags();
  return Promise.all(
    readPackages().map(async (each) => {
      const integrity = await registry.integrityOf(each);
      const isReleased = integrity !== undefined && tags.has(tagOf(each));
      return { ...each, integrity, state: isReleased ? "unchanged" : "not published" };
    }),
  );
}

function countMissing(candidates) {
  const missing = candidates.filter(({ integrity }) => integrity === undefined);
  return `${missing.length} of ${candidates.length} versions are missing`;
}

/** Uploads a package unless it was uploaded, and tags it. Returns "published", or "resumed" if an earlier run uploaded it. */
async function publishOne(candidate, { file, integrity }, registry, options) {
  const isThere =
    candidate.integrity !== undefined || !(await upload(candidate, { file, integrity }, registry, options));
  if (!(await readTags()).has(tagOf(candidate)))
    await git(["tag", tagOf(candidate), "--message", tagOf(candidate)]);
  return isThere ? "resumed" : "published";
}

/** Whether the published version is this upload: the response to an earlier attempt may have been lost. */
async function upload(candidate, { file, integrity }, registry, options) {
  try {
    await registry.publish(candidate, file, options);
    return true;
  } catch (error) {
    const found = await registry.integrityOf(candidate).catch(() => undefined);
    if (found === undefined) throw error;
    requireSameContent({ ...candidate, integrity: found }, integrity, registry.url);
    return false;
  }
}

function requireSameContent({ name, version, integrity }, packed, registry) {
  if (integrity === undefined || integrity === packed) return;
  throw new ReleaseError(
    `The registry has ${name} ${version} with different content: ${registry}`,
    "A published version cannot be replaced. If it was released from an earlier commit, fetch its tag (`git fetch --tags`); if the\npackage has changed since, give it a new version with `pnpm changeset` and `pnpm release version`.",
    `there: ${integrity}\nhere:  ${packed}`,
  );
}

function requireNoChangesets() {
  const changesets = listChangesets();
  if (changesets.length === 0) return;
  throw new ReleaseError(
    "There are changesets whose versions have not been raised yet",
    "`pnpm release version`, commit, and run the command again; or `pnpm release`, which does all of it.",
    changesets.join("\n"),
  );
}

/** Checks that the packages are what the generator writes for the recorded spec. */
async function requireGenerated() {
  for (const command of [["check"], ["release", "--check"]]) {
    const { exitCode, output } = await sdkgen(command);
    if (exitCode === 0) continue;
    throw new ReleaseError(
      `\`sdkgen ${command.join(" ")}\` reported problems`,
      "Nothing was published. Fix the problems above, commit, and run the command again.",
      output,
    );
  }
}
