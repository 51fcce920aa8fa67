import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { startRegistry } from "../support/registry.ts";
import { succeed } from "../support/run.ts";
import { packAll, releasedPackages, root } from "../support/workspace.ts";

/** A registry with the packages that a newcomer installs: the generator, the runtime and the mock. */
export interface FilledRegistry {
  /** What `.npmrc` says to use it. All other packages come from the registry that the machine is configured with. */
  readonly npmrc: string;
  /** The same for a person who publishes packages of the scope `@acme` there. */
  readonly publisherNpmrc: string;
  stop(): Promise<void>;
}

const NAMES = ["@copilot-sdk/runtime", "@copilot-sdk/mock", "@copilot-sdk/generator"];

/**
 * Starts the registry of `pnpm registry`, and publishes the built packages there.
 *
 * @param folder A folder for the packed files.
 */
export async function fillRegistry(folder: string): Promise<FilledRegistry> {
  const registry = await startRegistry({ prefix: `/${randomUUID()}/`, accepted: ["@acme/*"] });
  const tokenKey = `${registry.url.replace("http:", "")}:_authToken`;
  const token = registry.tokens.maintainer;
  try {
    const environment = { pnpm_config_registry: registry.url, [`npm_config_${tokenKey}`]: token };
    const packages = releasedPackages.filter(({ name }) => NAMES.includes(name));
    const pnpmProgram = join(root, "node_modules", "pnpm", "pnpm");
    for (const { file } of await packAll(folder, packages)) {
      await succeed(pnpmProgram, ["publish", file, "--access", "public", "--no-git-checks"], {
        cwd: folder,
        environment,
      });
    }
  } catch (error) {
    await registry.stop();
    throw error;
  }
  const npmrc = `@copilot-sdk:registry=${registry.url}\n`;
  return {
    npmrc,
    publisherNpmrc: `${npmrc}@acme:registry=${registry.url}\n${tokenKey}=${token}\n`,
    stop: () => registry.stop(),
  };
}
