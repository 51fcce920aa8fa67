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
    /** What was installed with the packages alone. */
    installed: readonly string[];
    /** The packages as files, for projects that a test installs itself. */
    tarballs: readonly string[];
    /** Address of a mock of the API. */
    mockUrl: string;
  }
}

/** What the programs of the tests need beside the packages. */
const TOOLS = ["@hono/node-server", "@types/node", "express", "hono"];

/** Makes the consumer's project, and starts a mock of the API. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "copilot-sdk-")));
  const consumer = join(folder, "consumer");
  await mkdir(consumer);
  const manifest = { name: "consumer", private: true, type: "module" };
  await writeFile(join(consumer, "package.json"), JSON.stringify(manifest));
  const tarballs = (await packAll(join(folder, "tarballs"))).map(({ file }) => file);
  provide("tarballs", tarballs);
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

/** Installs into a project, by the npm of this machine. */
export async function install(project: string, ...what: readonly string[]): Promise<void> {
  const parameters = ["install", "--no-package-lock", "--no-audit", "--no-fund", ...what];
  await succeed("npm", parameters, { cwd: project });
}

/** A tool in the version that the workspace has. */
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
