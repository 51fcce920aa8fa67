import { basename, dirname, relative, sep } from "node:path";
import type { NewFile } from "../output/index.ts";
import { isWebAddress, type SpecSource } from "../spec/index.ts";

/** A document as files of the repository's spec folder. */
export interface DocumentFiles {
  /** Relative to the spec folder. */
  readonly files: readonly NewFile[];
  /** The files that the configuration lists. */
  readonly documents: readonly string[];
  /** True if the file is made of several, and contains what overlays change. */
  readonly isBundle?: true;
}

/**
 * Places the files of a document in the spec folder. Files of the disk keep their places relative to each other, so that their references
 * stay right.
 *
 * @param sources All files of the document.
 * @param bundle The whole document as one file, for documents of several downloaded files.
 */
export function documentFiles(sources: readonly SpecSource[], bundle: () => string): DocumentFiles {
  const [only, ...others] = sources;
  if (only !== undefined && others.length === 0) return oneFile(nameOf(only), only.text);
  if (sources.some(({ path }) => isWebAddress(path)))
    return { ...oneFile("openapi.json", bundle()), isBundle: true };
  const folder = commonFolder(sources.map(({ path }) => path));
  const placed = sources.map((source) => ({
    ...source,
    place: relative(folder, source.path).split(sep).join("/"),
  }));
  return {
    files: placed.map(({ place, text }) => ({ path: place, content: text })),
    documents: placed.filter(({ listed }) => listed).map(({ place }) => place),
  };
}

function oneFile(name: string, content: string): DocumentFiles {
  return { files: [{ path: name, content }], documents: [name] };
}

/** The name of a single file. That of the standard input, or of an unusual URL, is `openapi`. */
function nameOf({ path, text }: SpecSource): string {
  const name = basename(isWebAddress(path) ? new URL(path).pathname : path);
  if (/^\w[\w.-]*\.(?:ya?ml|json)$/i.test(name)) return name;
  return text.trimStart().startsWith("{") ? "openapi.json" : "openapi.yaml";
}

function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => dirname(path).split(sep));
  const differing = first.findIndex((part, index) => others.some((parts) => parts[index] !== part));
  return (differing === -1 ? first : first.slice(0, differing)).join(sep) || sep;
}
