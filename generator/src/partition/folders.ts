import type { ResolvedConfig } from "../config/index.ts";
import { titleFileName } from "../names/titles.ts";

/** What the folders of packages depend on. */
type FoldersConfig = Pick<ResolvedConfig, "packages" | "umbrella" | "webhooks" | "name">;

/** The folder of the only package: its npm name without the scope, or the title in Latin letters. */
export function onlyFolder({ name }: Pick<ResolvedConfig, "name">, title: string): string {
  return name?.replace(/^@[^/]+\//, "") ?? titleFileName(title);
}

/** The folders of all packages. What is about the whole API is in the first one: the umbrella, or else the first package. */
export function packageFolders(config: FoldersConfig, title: string): readonly [string, ...string[]] {
  const { packages, umbrella, webhooks } = config;
  const [first = onlyFolder(config, title), ...others] = [
    ...(umbrella === undefined ? [] : [umbrella.folder]),
    ...Object.keys(packages ?? {}),
    ...(webhooks === undefined ? [] : [webhooks.folder]),
  ];
  return [first, ...others];
}
