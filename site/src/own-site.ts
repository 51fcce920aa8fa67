import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { basename } from "node:path/posix";
import { buildReference } from "@copilot-sdk/generator";
import { changelog } from "./changelog.ts";
import type { Addresses } from "./documents/addresses.ts";
import { type Document, type DocumentSection, findDocuments } from "./documents/find-documents.ts";
import { homePage } from "./home.ts";
import { HOME } from "./home-text.ts";
import { addressOf, type NavigationSection, type Page } from "./pages.ts";
import { REFERENCE, referencePages } from "./reference/pages.ts";
import type { Site } from "./site.ts";

/** The guide of the SDK, whose section about errors the reference links to. */
const GUIDE = "packages/copilot-sdk/guide.md";

/** The reference of the SDK as one file. Links to it lead to the pages of the reference. */
const REFERENCE_FILE = "packages/copilot-sdk/api.md";

/** The site of this repository: its reference, its Markdown files and its changelogs. */
export async function ownSite(root: string): Promise<Site> {
  const reference = await buildReference({ cwd: root });
  const sections = findDocuments(root);
  const documents = sections.flatMap(({ groups }) => groups.flatMap((group) => group.documents));
  const errors = documents.find(({ source }) => source === GUIDE);
  const described = referencePages(reference, errors && `${addressOf(errors.page)}#errors`);
  const changes = changelog(root);
  const [guide, ...others] = sections.map(sectionOf);
  const api = { title: "API", address: `${REFERENCE}/`, items: described.navigation };
  return {
    title: "copilot-sdk",
    about: HOME.about,
    pages: [
      homePage(reference, HOME),
      ...described.pages,
      ...documents.filter(({ source }) => source !== REFERENCE_FILE).map(pageOf),
      ...changes.pages,
    ],
    sections: [...(guide === undefined ? [] : [guide]), api, ...others, changes.section],
    addresses: addressesOf(root, documents, described.anchors),
    images: Object.fromEntries(images(root).map((path) => [imagePage(path), join(root, path)])),
  };
}

function pageOf({ page, title, text, isHidden }: Document): Page {
  return { path: page, title, about: "", layout: "document", text, isHidden };
}

function sectionOf({ title, groups }: DocumentSection): NavigationSection {
  const shown = groups
    .map((group) => ({ ...group, documents: group.documents.filter(({ isHidden }) => !isHidden) }))
    .filter(({ documents }) => documents.length > 0);
  return {
    title,
    address: addressOf(shown[0]?.documents[0]?.page ?? "index.md"),
    items: shown.map((group) => ({
      title: group.title,
      items: group.documents.map((document) => ({
        title: document.title,
        address: addressOf(document.page),
      })),
    })),
  };
}

function addressesOf(
  root: string,
  documents: readonly Document[],
  anchors: { readonly [anchor: string]: string },
): Addresses {
  const files = repositoryFiles(root);
  return {
    root,
    sources: Object.fromEntries(documents.map(({ page, source }) => [page, source])),
    addresses: {
      ...Object.fromEntries(documents.map(({ page, source }) => [source, addressOf(page)])),
      ...Object.fromEntries(images(root).map((path) => [path, imagePage(path)])),
      [REFERENCE_FILE]: `${REFERENCE}/`,
      ...Object.fromEntries(
        Object.entries(anchors).map(([anchor, address]) => [`${REFERENCE_FILE}#${anchor}`, address]),
      ),
    },
    ...(files !== undefined && { files }),
  };
}

/** The images of the documents. */
function images(root: string): readonly string[] {
  return globSync("docs/images/*", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

function imagePage(path: string): string {
  return `images/${basename(path)}`;
}

/** Where the files of the repository can be read: its manifest may say so. */
function repositoryFiles(root: string): string | undefined {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly repository?: string | { readonly url?: string };
  };
  const { repository } = manifest;
  const url = typeof repository === "string" ? repository : repository?.url;
  const home = /^(?:git\+)?(https:\/\/github\.com\/[^/]+\/[^/]+?)(?:\.git)?$/.exec(url ?? "")?.[1];
  return home === undefined ? undefined : `${home}/blob/HEAD/`;
}
