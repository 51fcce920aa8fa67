// Installs the examples outside the repository, once for all tests of this folder.
import { cp, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { succeed } from "../../support/run.ts";
import { pnpm, root } from "../../support/workspace.ts";
import { publishPackages } from "./published.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Absolute path of the folder with the installed examples. */
    examples: string;
    /** The registry that the packages of the workspace were published to. It redirects requests for all others. */
    registryUrl: string;
  }
}

/** Starts a registry, publishes the packages there, and installs the examples from it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "copilot-sdk-examples-")));
  const published = join(folder, "published");
  await mkdir(published);
  const registry = await publishPackages(published);
  const stop = async () => {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const examples = join(folder, "examples");
    await installExamples(examples, registry.url, join(folder, "cache"));
    provide("examples", examples);
    provide("registryUrl", registry.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Copies the examples, and installs the oldest version that each of them accepts, as one workspace: that is one installation instead of six. */
async function installExamples(folder: string, registry: string, cache: string): Promise<void> {
  await copySources(join(root, "examples"), folder);
  const settings = {
    packages: ["*"],
    pmOnFail: "ignore",
    registry,
    cacheDir: cache,
    minimumReleaseAge: 0,
    resolutionMode: "lowest-direct",
    strictDepBuilds: false,
    allowBuilds: { esbuild: true, workerd: true },
  };
  // JSON is YAML.
  await writeFile(join(folder, "pnpm-workspace.yaml"), JSON.stringify(settings));
  await writeFile(join(folder, "package.json"), '{ "name": "examples", "private": true }\n');
  await succeed(pnpm, ["install"], { cwd: folder, timeout: 280_000 });
}

/** Copies the folders with a `package.json`, without what is installed and built in them. */
async function copySources(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isDirectory() && entry.name !== "test")) {
    const filter = (path: string) => !/\/(?:node_modules|dist|\.next)$/.test(path);
    await cp(join(from, name), join(to, name), { recursive: true, filter });
  }
}
