// The registry commands of a release. They use pnpm, which knows the settings and logins of the machine.

import { pnpm, run } from "../bootstrap.mjs";
import { explain } from "./registry-problems.mjs";
import { ReleaseError } from "./release-error.mjs";

export class RegistryClient {
  /** URL with a trailing slash. @type {string} */
  url;
  #environment;

  /**
   * Finds the registry: the requested one, or the one that pnpm is configured with. The environment variable `NPM_TOKEN` takes
   * precedence over a login.
   *
   * @param {string | undefined} asked
   * @param {readonly import("./packages.mjs").Package[]} packages The packages that go there.
   * @returns {Promise<RegistryClient>}
   */
  static async find(asked, packages) {
    const url = normalize(asked ?? (await read("registry")));
    const scopes = new Set(packages.flatMap(({ name }) => /^@[^/]+/.exec(name) ?? []));
    for (const scope of asked === undefined ? [] : scopes) {
      const configured = await read(`${scope}:registry`);
      if (configured === "undefined" || normalize(configured) === url) continue;
      throw new ReleaseError(
        `The npm settings of this machine send the packages of ${scope} to a different registry than the requested one`,
        `Remove \`${scope}:registry\` from your .npmrc, or omit --registry.`,
        `${scope}:registry=${normalize(configured)}`,
      );
    }
    return new RegistryClient(url, asked !== undefined);
  }

  constructor(url, isAskedFor) {
    const { NPM_TOKEN } = process.env;
    this.url = url;
    this.#environment = {
      ...(isAskedFor && { pnpm_config_registry: url }),
      ...(NPM_TOKEN && { [`npm_config_${url.replace(/^https?:/, "")}:_authToken`]: NPM_TOKEN }),
      // Two attempts within seconds: more would only delay the error.
      pnpm_config_fetch_retries: "1",
      pnpm_config_fetch_retry_mintimeout: "1000",
    };
  }

  /**
   * The checksum of a version in the registry. `undefined` if it is not published.
   *
   * @param {import("./packages.mjs").Package} of
   * @returns {Promise<string | undefined>}
   */
  async integrityOf({ name, version }) {
    const { exitCode, stdout, output } = await this.#pnpm(["info", `${name}@${version}`, "dist", "--json"]);
    const answer = parse(stdout);
    if (exitCode === 0) return answer?.integrity;
    if (MISSING.has(answer?.error?.code)) return undefined;
    throw explain(answer?.error?.message ?? output, { name, registry: this.url });
  }

  /** @throws {ReleaseError} if nobody is logged in. */
  async requireLogin() {
    const { exitCode, output } = await this.#pnpm(["whoami"]);
    if (exitCode === 0) return;
    const isSilent = /error sending request/.test(output);
    throw explain(isSilent ? output : "401", { registry: this.url });
  }

  /**
   * Uploads a package.
   *
   * @param {import("./packages.mjs").Package} of
   * @param {string} tarball
   * @param {{ otp?: string, provenance: boolean }} options
   * @throws {ReleaseError} if the registry rejects it.
   */
  async publish({ name, version, folder }, tarball, { otp, provenance }) {
    const parameters = [
      "publish",
      tarball,
      "--json",
      "--access",
      "public",
      "--tag",
      tagFor(version),
      "--no-git-checks",
    ];
    if (provenance) parameters.push("--provenance");
    if (otp !== undefined) parameters.push("--otp", otp);
    const { exitCode, stdout, output } = await this.#pnpm(parameters, folder);
    if (exitCode === 0) return;
    throw explain(parse(stdout)?.error?.message ?? output, { name, registry: this.url });
  }

  #pnpm(parameters, folder) {
    return run(pnpm, parameters, { folder, environment: this.#environment });
  }
}

/** The distribution tag of a version: a pre-release is never `latest`, so that nobody gets it without asking for it. */
function tagFor(version) {
  return /-([a-z][a-z\d-]*)/i.exec(version)?.[1] ?? (version.includes("-") ? "next" : "latest");
}

const MISSING = new Set(["ERR_PNPM_FETCH_404", "ERR_PNPM_PACKAGE_NOT_FOUND"]);

async function read(setting) {
  return (await run(pnpm, ["config", "get", setting])).stdout.trim();
}

function normalize(address) {
  const url = URL.parse(address);
  if (url !== null && /^https?:$/.test(url.protocol)) return `${url.href.replace(/\/+$/, "")}/`;
  throw new ReleaseError(
    `"${address}" is not the URL of a registry`,
    "Use a URL such as https://registry.example/.",
  );
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
