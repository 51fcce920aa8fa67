// The packages of the workspace in a registry, as a consumer finds them after a release.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Registry, startRegistry } from "../../support/registry.ts";
import { run, succeed } from "../../support/run.ts";
import { packAll, pnpm, releasedPackages, type Tarball } from "../../support/workspace.ts";

/** The packages that programs install. The generator, its features and the MCP server are programs themselves. */
const FOR_PROGRAMS = releasedPackages.filter(({ name }) => !/^@copilot-sdk\/(?:generator|mcp)\b/.test(name));

/**
 * Starts a registry with the built packages. Requests for all other packages are redirected to the registry that the machine uses.
 *
 * @param folder A folder for the unpacked packages.
 */
export async function publishPackages(folder: string): Promise<Registry> {
  const { stdout } = await run("npm", ["config", "get", "registry"], { cwd: folder });
  const registry = await startRegistry({ prefix: `/${randomUUID()}/`, elsewhere: stdout.trim() });
  try {
    const tarballs = await packAll(join(folder, "tarballs"), FOR_PROGRAMS);
    await Promise.all(tarballs.map((tarball) => unpack(tarball, folder)));
    await writeFile(join(folder, "pnpm-workspace.yaml"), 'packages: ["*/package"]\npmOnFail: ignore\n');
    await writeFile(join(folder, "package.json"), '{ "name": "published", "private": true }\n');
    const token = `${registry.url.replace("http:", "")}:_authToken=${registry.tokens.maintainer}`;
    await writeFile(join(folder, ".npmrc"), `registry=${registry.url}\n${token}\n`);
    const parameters = ["publish", "--recursive", "--no-git-checks", "--access", "public"];
    await succeed(pnpm, parameters, { cwd: folder });
  } catch (error) {
    await registry.stop();
    throw error;
  }
  return registry;
}

/** Unpacks a package. One that was never released gets the version of the first release. */
async function unpack({ file }: Tarball, folder: string): Promise<void> {
  const target = join(folder, basename(file, ".tgz"));
  await mkdir(target);
  await succeed("tar", ["-xzf", file], { cwd: target });
  const path = join(target, "package", "package.json");
  const manifest = await readFile(path, "utf8");
  await writeFile(path, manifest.replaceAll(/("(?:version|@?copilot-sdk[^"]*)": "\^?)0\.0\.0"/g, '$11.0.0"'));
}
