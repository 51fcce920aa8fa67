// Installs the packages outside the repository, once for all tests of this folder.
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startMockProcess } from "../../support/mock-process.ts";
import { succeed } from "../../support/run.ts";
import { packAll, readManifest, testFolder } from "../../support/workspace.ts";
import { compilePrograms } from "./compile-programs.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Absolute path of the project in which the packages are installed, with the compiled programs. */
    consumer: string;
    /** The names of the packages installed before the test tools. */
    installed: readonly string[];
    /** URL of a mock of the API. */
    mockUrl: string;
  }
}

/** The other dependencies of the test programs. */
const TOOLS = ["@hono/node-server", "@types/node", "express", "hono"];

/** Creates the project of the consumer, and starts a mock of the API. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "copilot-sdk-")));
  const consumer = join(folder, "consumer");
  await mkdir(consumer);
  const manifest = { name: "consumer", private: true, type: "module" };
  await writeFile(join(consumer, "package.json"), JSON.stringify(manifest));
  const tarballs = (await packAll(join(folder, "tarballs"))).map(({ file }) => file);
  await install(consumer, ...tarballs);
  provide("installed", await packagesIn(consumer));
  await install(consumer, "--save-dev", ...TOOLS.map(tool));
  await compilePrograms(consumer);
  const mock = await startMockProcess();
  provide("consumer", consumer);
  provide("mockUrl", mock.url);
  return async () => {
    await mock.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Installs packages into a project with the system's npm. */
async function install(project: string, ...what: readonly string[]): Promise<void> {
  const parameters = ["install", "--no-package-lock", "--no-audit", "--no-fund", ...what];
  await succeed("npm", parameters, { cwd: project });
}

/** A tool in the version of the workspace. */
function tool(name: string): string {
  return `${name}@${readManifest(join(testFolder, "node_modules", name)).version}`;
}

async function packagesIn(consumer: string): Promise<readonly string[]> {
  const folder = join(consumer, "node_modules");
  const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
  const scoped = names.map(async (name) =>
    name.startsWith("@") ? (await readdir(join(folder, name))).map((each) => `${name}/${each}`) : [name],
  );
  return (await Promise.all(scoped)).flat().sort();
}
