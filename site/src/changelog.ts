import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { basename, dirname } from "node:path/posix";
import { addressOf, type NavigationSection, type Page } from "./pages.ts";

/** The changelogs of the packages, and what the next release contains. */
export interface Changelog {
  readonly pages: readonly Page[];
  readonly section: NavigationSection;
}

/** Reads the changelogs and the changesets of the repository. */
export function changelog(root: string): Changelog {
  const released = globSync("{packages/*,generator}/CHANGELOG.md", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .map((path) => releasesPage(readFileSync(join(root, path), "utf8"), basename(dirname(path))));
  const pages = [nextPage(root, released), ...released];
  return {
    pages,
    section: {
      title: "Changelog",
      address: "changelog/",
      items: [
        {
          title: "Changelog",
          items: pages.map(({ title, path }) => ({ title, address: addressOf(path) })),
        },
      ],
    },
  };
}

function releasesPage(text: string, name: string): Page {
  const title = /^# +(.+)$/m.exec(text)?.[1] ?? name;
  return { path: `changelog/${name}.md`, title, about: "", layout: "document", text };
}

/** The changesets, which become the next entries of the changelogs. */
function nextPage(root: string, released: readonly Page[]): Page {
  const changesets = globSync(".changeset/*.md", { cwd: root })
    .filter((path) => basename(path) !== "README.md")
    .sort()
    .map((path) => readChangeset(readFileSync(join(root, path), "utf8")));
  const entries = changesets.map(({ text, bumps }) => {
    const packages = bumps.map(({ name, bump }) => `\`${name}\` (${bump})`).join(", ");
    return `${text}\n\nPackages: ${packages}`;
  });
  const releases = released.map(({ title, path }) => `- [${title}](./${basename(path)})`);
  const text = [
    "# Changelog",
    "## Next release",
    ...(entries.length === 0 ? ["Nothing has changed since the last release."] : entries),
    ...(releases.length === 0 ? [] : ["## Released", releases.join("\n")]),
  ];
  return {
    path: "changelog/index.md",
    title: "Next release",
    about: "What changed from version to version.",
    layout: "document",
    text: text.join("\n\n"),
  };
}

interface Changeset {
  readonly bumps: readonly { readonly name: string; readonly bump: string }[];
  readonly text: string;
}

function readChangeset(file: string): Changeset {
  const [, matter = "", text = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(file.replaceAll("\r\n", "\n")) ?? [];
  const bumps = [...matter.matchAll(/^["']?([^"':]+)["']?:\s*(\w+)/gm)];
  return {
    bumps: bumps.map(([, name = "", bump = ""]) => ({ name, bump })),
    text: text.replace(/<!--.*?-->/gs, "").trim(),
  };
}
