import type { ParsedFiles, SpecFiles } from "./files.ts";

/** Files that remember what was read, for runs that are repeated when one of them changes. */
export interface TracedFiles extends SpecFiles {
  readonly parsed: ParsedFiles;
  /** The absolute paths that were read, whether they exist or not. */
  readonly paths: ReadonlySet<string>;
  /** The files that the searches would find now and did not find then, and those that they found then and would not find now. */
  otherFiles(): Promise<readonly string[]>;
  /** Forgets what was read. What was parsed stays. */
  startOver(): void;
}

/** A search for files, and what it found. */
interface Search {
  readonly parameters: Parameters<SpecFiles["find"]>;
  readonly found: readonly string[];
}

/** Traces what is read from other files. */
export function tracedFiles(files: SpecFiles): TracedFiles {
  const paths = new Set<string>();
  const searches: Search[] = [];
  return {
    ...files,
    parsed: new Map(),
    paths,
    read: (path) => {
      paths.add(path);
      return files.read(path);
    },
    find: async (...parameters) => {
      const found = await files.find(...parameters);
      searches.push({ parameters, found });
      return found;
    },
    otherFiles: async () => {
      const others: string[] = [];
      for (const { parameters, found } of searches) {
        const now = await files.find(...parameters);
        others.push(...without(now, found), ...without(found, now));
      }
      return others;
    },
    startOver: () => {
      paths.clear();
      searches.length = 0;
    },
  };
}

function without(paths: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return paths.filter((path) => !known.has(path));
}
