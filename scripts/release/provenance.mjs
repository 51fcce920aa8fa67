// Provenance: a signed statement, kept by the registry, of the commit and the workflow that built a package.

import { ReleaseError } from "./release-error.mjs";

/** Whether this process can request an identity token from its CI. */
export function hasIdToken(environment = process.env) {
  return Boolean(environment.ACTIONS_ID_TOKEN_REQUEST_URL ?? environment.SIGSTORE_ID_TOKEN);
}

/**
 * Whether to publish with provenance: as set in the options, otherwise if it is available. It is not for a registry without TLS.
 *
 * @param {{ provenance?: boolean }} options
 * @param {string} registry
 * @param {readonly import("./packages.mjs").Package[]} packages
 * @throws {ReleaseError} if it is requested but a requirement is missing.
 */
export function provenanceFor({ provenance }, registry, packages) {
  const isWanted = provenance ?? (hasIdToken() && registry.startsWith("https:"));
  if (!isWanted) return false;
  if (!hasIdToken()) {
    throw new ReleaseError(
      "Provenance was requested, but there is no ID token to create it with",
      "Publish in CI, in a job with the permission `id-token: write`, or omit --provenance.",
    );
  }
  const unknown = packages.filter(({ repository }) => repository === undefined);
  if (unknown.length === 0) return true;
  throw new ReleaseError(
    "Provenance requires packages that name their repository",
    "Set `manifest.repository` in spec/sdk.config.ts and `repository` in the package.json of packages/runtime and\npackages/redis, generate, commit, and run the command again; or publish with --no-provenance.",
    unknown.map(({ name }) => name).join("\n"),
  );
}
