import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse, stringify } from "yaml";
import { root } from "./workspace.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

const repository = "https://git.example/copilot-sdk.git";

/** The member of a manifest that names the repository, as provenance requires. */
export const repositoryMember = `"repository": { "type": "git", "url": "${repository}" },`;

/** The folders of `packages` that a small workspace has. */
const FOLDERS = ["copilot-sdk", "mock", "redis", "runtime", "tasks", "webhooks"];

/** The names of the published packages of a small workspace, in alphabetical order. */
export const smallPackages = [
  "@copilot-sdk/generator",
  "@copilot-sdk/mock",
  "@copilot-sdk/redis",
  "@copilot-sdk/runtime",
  "@copilot-sdk/tasks",
  "@copilot-sdk/webhooks",
  "copilot-sdk",
];

/**
 * Copies the workspace with only a part of the API: tasks and their events. It has a package of each kind, which name their
 * repository, and is released several times faster than the whole.
 */
export function copySmallWorkspace(): Promise<WorkspaceCopy> {
  return copyWorkspace(async (copy) => {
    // Private packages that use the others.
    for (const folder of ["bench", "compat", "examples", "test"]) await copy.remove(folder);
    await keep(copy, "packages", (name) => FOLDERS.includes(name));
    await keep(copy, "spec/resources", (name) => name.startsWith("task"));
    for (const name of await readdir(join(copy.folder, ".changeset"))) {
      if (name.endsWith(".md")) await keepBumps(copy, join(".changeset", name));
    }
    await copy.write("spec/webhooks.yaml", taskEvents(await copy.read("spec/webhooks.yaml")));
    await copy.write(
      "spec/sdk.config.ts",
      `export default ${JSON.stringify(await smallConfig(), undefined, 2)};\n`,
    );
    for (const folder of ["generator", "packages/mock", "packages/redis", "packages/runtime"]) {
      await copy.edit(`${folder}/package.json`, '"license": "MIT",', `"license": "MIT", ${repositoryMember}`);
    }
    await copy.tool("sdkgen", "generate");
    await copy.tool("sdkgen", "release");
    await copy.tool("pnpm", "install", "--lockfile-only", "--no-frozen-lockfile", "--prefer-offline");
  });
}

/** Removes the other entries of a folder. */
async function keep(copy: WorkspaceCopy, folder: string, isKept: (name: string) => boolean): Promise<void> {
  const names = await readdir(join(copy.folder, folder));
  for (const name of names.filter((each) => !isKept(each))) await copy.remove(join(folder, name));
}

/** Removes the bumps of removed packages from a changeset. */
async function keepBumps(copy: WorkspaceCopy, path: string): Promise<void> {
  const lines = (await copy.read(path)).split("\n");
  const isKept = (line: string) => {
    const name = /^"(.+)": \w+$/.exec(line)?.[1];
    return name === undefined || smallPackages.includes(name);
  };
  await copy.write(path, lines.filter(isKept).join("\n"));
}

async function smallConfig(): Promise<object> {
  const file = pathToFileURL(join(root, "spec", "sdk.config.ts")).href;
  const { default: config } = (await import(file)) as { readonly default: Config };
  const { packages, manifest, names: _, ...rest } = config;
  return { ...rest, manifest: { ...manifest, repository }, packages: { tasks: packages.tasks } };
}

/** The parts of the configuration that a small workspace changes. */
interface Config {
  readonly packages: { readonly tasks?: object };
  readonly manifest: object;
  readonly names: object;
}

interface Events {
  readonly webhooks: Readonly<Record<string, unknown>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** The document of the events with only those of tasks. */
function taskEvents(text: string): string {
  const { webhooks, components, ...rest } = parse(text) as Events;
  const schemas = pick(components.schemas, (name) => /^Task|Envelope$/.test(name));
  return stringify({
    ...rest,
    webhooks: pick(webhooks, (name) => name.startsWith("task.")),
    components: { ...components, schemas },
  });
}

function pick(
  members: Readonly<Record<string, unknown>>,
  isPicked: (name: string) => boolean,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => isPicked(name)));
}
