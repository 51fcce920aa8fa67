import type { PackageReference, Reference, ReferencePage } from "@copilot-sdk/generator";
import { relativeTo } from "../documents/addresses.ts";
import type { NavigationItem, Page } from "../pages.ts";
import { methodAnchor } from "./methods.ts";
import { eventsPage, indexPage, resourcePage, typesPage } from "./page-texts.ts";
import { type FindType, typeAnchor } from "./types.ts";

/** The reference of an API as pages, with their navigation. */
export interface ReferencePages {
  readonly pages: readonly Page[];
  readonly navigation: readonly NavigationItem[];
  /** The addresses of the headings of `api.md`. */
  readonly anchors: { readonly [anchor: string]: string };
}

/** The folder of the reference in the site. */
export const REFERENCE = "reference";

/** @param errors The address of the guide to errors, if there is one. */
export function referencePages({ packages }: Reference, errors?: string): ReferencePages {
  const parts = packages.map((own) =>
    packagePages(own, packages.length === 1 ? REFERENCE : folderOf(own), errors),
  );
  return {
    pages: parts.flatMap(({ pages }) => pages),
    navigation: parts.flatMap(({ navigation }) => navigation),
    anchors: Object.assign({}, ...parts.map(({ anchors }) => anchors)) as ReferencePages["anchors"],
  };
}

/** The first page of a reference: that of its package, or of the first of several. */
export function referenceIndex({ packages }: Reference): string {
  const [first] = packages;
  return first === undefined || packages.length === 1 ? `${REFERENCE}/` : `${folderOf(first)}/`;
}

/** Several packages have a folder each. */
function folderOf({ name }: PackageReference): string {
  return `${REFERENCE}/${name.slice(name.lastIndexOf("/") + 1)}`;
}

function packagePages(own: PackageReference, folder: string, errors?: string): ReferencePages {
  const { pages, types, events } = own;
  const addressOf = ({ path }: ReferencePage) => `${folder}/${path.map(segment).join("/")}`;
  const [shared, sent] = [`${folder}/types`, `${folder}/events`];
  const owners = new Map([
    ...types.map(({ name }) => [name, shared] as const),
    ...pages.flatMap((page) => page.types.map(({ name }) => [name, addressOf(page)] as const)),
  ]);
  const finder = (address: string): FindType => {
    return (name) => {
      const owner = owners.get(name);
      if (owner === undefined) return undefined;
      const anchor = `#${encodeURIComponent(typeAnchor(name))}`;
      return owner === address ? anchor : relativeTo(`${address}.md`, owner) + anchor;
    };
  };
  const resources = pages.map((page) => {
    const address = addressOf(page);
    const guide = errors === undefined ? {} : { errors: relativeTo(`${address}.md`, errors) };
    return resourcePage(page, own, { address, find: finder(address), ...guide });
  });
  return {
    pages: [
      indexPage(own, folder, addressOf),
      ...resources,
      ...(types.length > 0 ? [typesPage(types, shared, finder(shared))] : []),
      ...(events.length > 0 ? [eventsPage(own, sent, finder(sent))] : []),
    ],
    navigation: navigationOf(own, folder, addressOf),
    anchors: anchorsOf(pages, addressOf),
  };
}

/** The names of pages that are no resources. */
const OWN_PAGES = new Set(["types", "events", "index"]);

/** A name as a part of a path. A resource with the name of another page gets a hyphen. */
function segment(name: string, depth: number): string {
  const safe = name.replace(/[^\p{L}\p{N}_-]/gu, "-");
  return depth === 0 && OWN_PAGES.has(safe) ? `${safe}-` : safe;
}

function anchorsOf(
  pages: readonly ReferencePage[],
  addressOf: (page: ReferencePage) => string,
): ReferencePages["anchors"] {
  return Object.fromEntries(
    pages.flatMap((page) => [
      [page.anchor, addressOf(page)],
      ...page.methods.map((method) => [
        method.anchor,
        `${addressOf(page)}#${encodeURIComponent(methodAnchor(method))}`,
      ]),
    ]),
  ) as ReferencePages["anchors"];
}

function navigationOf(
  own: PackageReference,
  folder: string,
  addressOf: (page: ReferencePage) => string,
): readonly NavigationItem[] {
  const folders = [...new Set(own.pages.map((page) => page.folder))].sort();
  const groups = folders.map((name) => ({
    title: folders.length === 1 ? "Resources" : name,
    items: treeOf(
      own.pages.filter((page) => page.folder === name),
      addressOf,
    ),
  }));
  const others = [
    { title: "Overview", address: `${folder}/` },
    ...(own.events.length > 0 ? [{ title: "Events", address: `${folder}/events` }] : []),
    ...(own.types.length > 0 ? [{ title: "Shared types", address: `${folder}/types` }] : []),
  ];
  return [{ title: own.name, items: others }, ...groups];
}

/** Resources, each with those in it. */
function treeOf(
  pages: readonly ReferencePage[],
  addressOf: (page: ReferencePage) => string,
): readonly NavigationItem[] {
  const isIn = (page: ReferencePage, parent: ReferencePage) =>
    page.path.length > parent.path.length && parent.path.every((name, index) => page.path[index] === name);
  const tops = pages.filter((page) => !pages.some((other) => isIn(page, other)));
  return tops.map((page) => {
    const inner = pages.filter((other) => isIn(other, page));
    const item = { title: page.title, address: addressOf(page) };
    return inner.length === 0 ? item : { ...item, items: treeOf(inner, addressOf) };
  });
}
