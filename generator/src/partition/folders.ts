import type { ResolvedConfig } from "../config/index.ts";
import { isNodeModule } from "../names/node-modules.ts";
import { titleFileName } from "../names/titles.ts";

/** Inputs for package folders. */
type FoldersConfig = Pick<ResolvedConfig, "packages" | "umbrella" | "webhooks" | "name" | "scope">;

/**
 * The folder of the only package: its npm name without the scope, or the title in Latin letters. Without a scope, the folder is the npm name, so that
 * it is `stream-api` for `Stream API`: `stream` is a module of Node.
 */
export function onlyFolder({ name, scope }: Pick<ResolvedConfig, "name" | "scope">, title: string): string {
  if (name !== undefined) return name.replace(/^@[^/]+\//, "");
  const folder = titleFileName(title);
  return scope === undefined && isNodeModule(folder) ? `${folder}-api` : folder;
}

/** The folders of all packages. The first one has the parts about the whole API: the umbrella, or else the first package. */
export function packageFolders(config: FoldersConfig, title: string): readonly [string, ...string[]] {
  const { packages, umbrella, webhooks } = config;
  const [first = onlyFolder(config, title), ...others] = [
    ...(umbrella === undefined ? [] : [umbrella.folder]),
    ...Object.keys(packages ?? {}),
    ...(webhooks === undefined ? [] : [webhooks.folder]),
  ];
  return [first, ...others];
}
