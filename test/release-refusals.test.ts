import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startJsonServer } from "./support/json-server.ts";
import { type Registry, startRegistry } from "./support/registry.ts";
import { inState, type ReleaseOutcome, release } from "./support/release.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { releasedPackages } from "./support/workspace.ts";
import { copyWorkspace, type WorkspaceCopy } from "./support/workspace-copy.ts";

// Problems are reported before anything is changed, and the same command succeeds after they were fixed. Each part continues where
// the previous one ended.

// See release.test.ts.

const nowhere = "http://127.0.0.1:1/";
const repository = "https://git.example/copilot-sdk.git";

let copy: WorkspaceCopy;
let registry: Registry;

beforeAll(async () => {
  [copy, registry] = await Promise.all([copyWorkspace(), startRegistry()]);
});

afterAll(() => registry?.stop());

/** Runs the command, and checks that it fails without changing anything. */
async function refused(parameters: readonly string[], environment?: Environment): Promise<Problem> {
  const state = () => copy.git("status", "--porcelain", "--branch");
  const refs = () => copy.git("for-each-ref");
  const before = [await state(), await refs(), registry.uploads.length];
  const outcome = await release({ copy, registry, ...(environment && { environment }) }, ...parameters);
  expect(outcome).toMatchObject({ ok: false, exitCode: 1 });
  expect([await state(), await refs(), registry.uploads.length]).toEqual(before);
  expect(await copy.git("worktree", "list")).toMatch(/^.*\n$/);
  if (outcome.problem === undefined) throw new Error("a release that was refused says why");
  return outcome.problem;
}

type Environment = Readonly<Record<string, string>>;
type Problem = NonNullable<ReleaseOutcome["problem"]>;

describe("before raising versions, release rejects", () => {
  // Commits of a test are removed after it.
  afterEach(async () => {
    await copy.git("reset", "--quiet", "--hard", await firstCommit());
    await copy.git("clean", "--quiet", "--force");
  });

  test("uncommitted changes", async () => {
    await copy.write("README.md", "changed");
    await copy.write("new.txt", "new");
    const { message, details } = await refused([]);
    expect(message).toBe("The work tree has uncommitted changes");
    expect(details).toBe("M README.md\n?? new.txt");
  });

  test("a changeset of a removed package", async () => {
    await copy.announce({ "@copilot-sdk/gone": "minor" });
    await copy.commit("A changeset");
    const { details } = await refused([]);
    expect(details).toContain(".changeset/announced.md");
    expect(details).toContain("@copilot-sdk/gone");
  });

  test("an invalid changeset", async () => {
    await copy.write(".changeset/odd.md", "Something has changed.\n");
    await copy.commit("No changeset");
    expect((await refused([])).details).toContain(".changeset/odd.md");
  });

  test("an invalid spec", async () => {
    await copy.edit("spec/resources/tasks.yaml", "paths:", "paths: [");
    await copy.commit("A mistake");
    expect((await refused([])).details).toMatch(/spec\/resources\/tasks\.yaml:\d+:\d+/);
  });

  test("a registry that is down", async () => {
    const { message, advice } = await refused(["--registry", nowhere]);
    expect(message).toBe(`The registry is unreachable: ${nowhere}`);
    expect(advice).toContain("run the same command again");
  });

  test("an invalid registry URL", async () => {
    expect((await refused(["--registry", "registry"])).message).toContain('"registry"');
  });

  test.each([
    ["who is not logged in", ""],
    ["whose token is worth nothing", "not-a-token"],
  ])("a user %s", async (_, token) => {
    const { message, advice } = await refused([], { NPM_TOKEN: token, ...usersConfig("/dev/null") });
    expect(message).toBe(`Not logged in at ${registry.url}`);
    expect(advice).toContain("npm login");
  });

  test("a registry other than the configured one for these packages", async () => {
    const userConfig = join(await temporaryFolder(), "npmrc");
    await writeFile(userConfig, `@copilot-sdk:registry=${nowhere}\n`);
    const { details } = await refused([], { ...usersConfig(userConfig) });
    expect(details).toBe(`@copilot-sdk:registry=${nowhere}`);
  });

  test("only publishing", async () => {
    const { message, details } = await refused(["publish"]);
    expect(message).toBe("There are changesets whose versions have not been raised yet");
    expect(details).toContain(".changeset/");
  });
});

test("an unknown command is wrong usage", async () => {
  const { exitCode, stderr } = await copy.run(process.execPath, ["scripts/release.mjs", "nothing"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("Allowed choices are version, publish");
});

describe("after raising versions, release rejects", () => {
  beforeAll(async () => {
    await copy.edit("spec/sdk.config.ts", 'license: "MIT",', `license: "MIT", repository: "${repository}",`);
    const handwritten = [
      "runtime",
      "mock",
      "generator-mcp",
      "generator-msw",
      "generator-zod",
      "mcp-server",
    ].map((name) => `packages/${name}`);
    for (const folder of [...handwritten, "generator"]) await nameRepository(folder);
    await copy.tool("sdkgen", "generate");
    await copy.commit("All packages but one say where their source is");
    expect((await release({ copy, registry }, "version")).ok).toBe(true);
    await copy.commit("Versions");
  });

  test("a user without permission", async () => {
    const { message, advice } = await refused(["publish"], { NPM_TOKEN: registry.tokens.reader });
    expect(message).toBe(`The registry denies @copilot-sdk/runtime (403): ${registry.url}`);
    expect(advice).toContain("must be allowed to publish");
  });

  test("provenance outside of CI", async () => {
    const { message } = await refused(["publish", "--provenance"]);
    expect(message).toContain("no ID token");
  });

  test("provenance for packages without a repository", async () => {
    const environment = { ACTIONS_ID_TOKEN_REQUEST_URL: nowhere };
    const { message, details } = await refused(["publish", "--provenance"], environment);
    expect(message).toBe("Provenance requires packages that name their repository");
    expect(details).toBe("@copilot-sdk/redis");
  });

  test("provenance that the signer rejects", async () => {
    const before = await head();
    await nameRepository("packages/redis");
    await copy.commit("The last one says it, too");
    const issuer = await startJsonServer(() => ({ body: { value: "not-a-token" } }));
    const { details } = await refused(["publish", "--provenance"], {
      GITHUB_ACTIONS: "true",
      ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer.url}/token?job=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-this-job",
    });
    expect(issuer.arrivals.map(({ path }) => path)).toContain("/token?job=1&audience=sigstore");
    expect(details).toContain("identity token");
    await copy.git("reset", "--quiet", "--hard", before);
  });

  test("generated code that was modified", async () => {
    const before = await head();
    await copy.edit("packages/tasks/src/index.ts", "\n", "\n\n");
    await copy.commit("By hand");
    expect((await refused(["publish"])).details).toContain("packages/tasks/src/index.ts");
    await copy.git("reset", "--quiet", "--hard", before);
  });

  test("a version that was published with other content", async () => {
    await publishStranger("@copilot-sdk/redis", "1.0.0");
    const { message, advice } = await refused(["publish"]);
    expect(message).toBe(`The registry has @copilot-sdk/redis 1.0.0 with different content: ${registry.url}`);
    expect(advice).toContain("give it a new version");
  });

  test("nothing after all problems were fixed", async () => {
    await copy.announce({ "@copilot-sdk/redis": "patch" });
    await copy.commit("A version that is free");
    const outcome = await release({ copy, registry });
    expect(outcome.ok, outcome.output).toBe(true);
    const names = releasedPackages.map(({ name }) =>
      name.endsWith("/redis") ? `${name} 1.0.1` : `${name} 1.0.0`,
    );
    expect(inState(outcome, "published")).toEqual(names.sort());
  });
});

describe("after a release, the next one rejects", () => {
  afterEach(async () => {
    await copy.git("reset", "--quiet", "--hard", "copilot-sdk@1.0.0");
  });

  test("a missing snapshot", async () => {
    await copy.git("rm", "--quiet", "spec/released.json");
    await copy.commit("No record");
    expect((await refused([])).details).toContain("spec/released.json is missing");
    await checkSays("snapshot-missing");
  });

  test("a modified snapshot", async () => {
    await copy.edit("spec/released.json", '"openapi"', '"x-by-hand": true, "openapi"');
    await copy.commit("By hand");
    expect((await refused([])).details).toContain("spec/released.json was modified after the last release");
    await checkSays("snapshot-edited");
  });

  test("a snapshot that is older than a tag", async () => {
    await copy.git("tag", "copilot-sdk@9.0.0");
    expect((await refused([])).details).toContain("git has a tag for 9.0.0");
    await checkSays("snapshot-outdated");
    await copy.git("tag", "--delete", "copilot-sdk@9.0.0");
  });

  test("a breaking change of the runtime that is not breaking for packages that re-export it", async () => {
    await copy.announce({ "@copilot-sdk/runtime": "major" });
    await copy.commit("A break");
    const { message, advice } = await refused([]);
    expect(message).toContain("@copilot-sdk/runtime gets a new major version");
    expect(advice).toContain('"@copilot-sdk/redis": major');
    expect(advice).toContain('"copilot-sdk": major');
  });

  test("nothing if there are changes", async () => {
    await copy.announce({ "@copilot-sdk/runtime": "minor" });
    await copy.commit("Something new");
    const outcome = await release({ copy, registry });
    expect(outcome.ok, outcome.output).toBe(true);
    // The generator depends on the exact version of the runtime.
    const published = ["@copilot-sdk/generator 1.0.1", "@copilot-sdk/runtime 1.1.0"];
    expect(inState(outcome, "published")).toEqual(published);
  });
});

async function checkSays(code: string): Promise<void> {
  const { exitCode, stdout } = await copy.run(join(copy.folder, "node_modules", ".bin", "sdkgen"), [
    "release",
    "--check",
    "--format",
    "json",
  ]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(`"${code}"`);
}

/** The environment in which a file is the .npmrc of the user, even if these tests run in npm. */
function usersConfig(file: string): Environment {
  return { NPM_CONFIG_USERCONFIG: file, npm_config_userconfig: file };
}

/** Adds a repository to a package. */
async function nameRepository(folder: string): Promise<void> {
  const named = `"license": "MIT", "repository": { "type": "git", "url": "${repository}" },`;
  await copy.edit(`${folder}/package.json`, '"license": "MIT",', named);
}

async function head(): Promise<string> {
  return (await copy.git("rev-parse", "HEAD")).trim();
}

async function firstCommit(): Promise<string> {
  return (await copy.git("rev-list", "--max-parents=0", "HEAD")).trim();
}

/** Publishes a version with other content. */
async function publishStranger(name: string, version: string): Promise<void> {
  const data = Buffer.from("not a package");
  const file = `${name}-${version}.tgz`;
  const dist = {
    integrity: `sha512-${createHash("sha512").update(data).digest("base64")}`,
    shasum: createHash("sha1").update(data).digest("hex"),
    tarball: `${registry.url}${name}/-/${file}`,
  };
  const response = await fetch(`${registry.url}${encodeURIComponent(name)}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${registry.tokens.maintainer}`, "content-type": "application/json" },
    body: JSON.stringify({
      _id: name,
      name,
      "dist-tags": { latest: version },
      versions: { [version]: { name, version, dist } },
      _attachments: {
        [file]: {
          content_type: "application/octet-stream",
          data: data.toString("base64"),
          length: data.length,
        },
      },
    }),
  });
  expect(response.status).toBe(201);
}
