import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { basename, dirname } from "node:path/posix";
import { type Group, INDEXES, SECTIONS } from "./contents.ts";

/** A Markdown file of the repository that is a page. */
export interface Document {
  /** Its path in the repository, `docs/webhooks.md`. */
  readonly source: string;
  /** The path of its page in the site, `guide/webhooks.md`. */
  readonly page: string;
  readonly title: string;
  readonly text: string;
  readonly isHidden: boolean;
}

export interface DocumentSection {
  readonly title: string;
  readonly groups: readonly { readonly title: string; readonly documents: readonly Document[] }[];
}

/**
 * Finds the pages of the repository, in the order of the navigation.
 *
 * @throws Error if two files have the same page.
 */
export function findDocuments(root: string): readonly DocumentSection[] {
  const named = new Set(SECTIONS.flatMap(({ groups }) => groups.flatMap(({ files }) => files)));
  const taken = new Map<string, string>();
  return SECTIONS.map(({ title, groups }) => ({
    title,
    groups: groups.map((group) => ({
      title: group.title,
      documents: filesOf(group, root, named, taken).map((source) => documentOf(source, group, root)),
    })),
  }));
}

function filesOf(
  { files, folder }: Group,
  root: string,
  named: ReadonlySet<string>,
  taken: Map<string, string>,
): readonly string[] {
  return files.flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude: (name) => name === "node_modules" })
      .map((path) => path.replaceAll("\\", "/"))
      .sort()
      .filter((path) => path === pattern || !named.has(path))
      .filter((path) => ![...taken.values()].includes(path))
      .map((path) => claim(pageOf(path, folder), path, taken)),
  );
}

function claim(page: string, source: string, taken: Map<string, string>): string {
  const other = taken.get(page);
  if (other !== undefined) throw new Error(`${source} and ${other} have the same page, ${page}`);
  taken.set(page, source);
  return source;
}

function documentOf(source: string, { folder, isHidden = false }: Group, root: string): Document {
  const text = readFileSync(join(root, source), "utf8").replaceAll("\r\n", "\n");
  return { source, page: pageOf(source, folder), title: titleOf(text, source), text, isHidden };
}

/** `packages/redis/README.md` becomes `packages/redis.md`, and `packages/crm/api.md` becomes `packages/crm-api.md`. */
function pageOf(source: string, folder: string): string {
  if (INDEXES.has(source)) return `${folder}/index.md`;
  const name = basename(source, ".md").toLowerCase();
  const parent = basename(dirname(source));
  if (name === "readme") return `${folder}/${parent}.md`;
  const isOfPackage = source.startsWith("packages/") && folder === "packages";
  return `${folder}/${isOfPackage ? `${parent}-` : ""}${name}.md`;
}

/** The first heading as plain text. */
function titleOf(text: string, source: string): string {
  const heading = /^# +(.+?)\s*$/m.exec(text)?.[1] ?? basename(source, ".md");
  return heading.replace(/[`*\\]/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}
