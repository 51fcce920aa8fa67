import type { ParsedFiles, SpecFiles } from "./files.ts";

/** Files that remember what was read, for runs that are repeated when one of them changes. */
export interface TracedFiles extends SpecFiles {
  readonly parsed: ParsedFiles;
  /** The absolute paths that were read, whether they exist or not. */
  readonly paths: ReadonlySet<string>;
  /** Whether a search for files would find others now. */
  hasOtherFiles(): Promise<boolean>;
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
    hasOtherFiles: async () => {
      for (const { parameters, found } of searches) {
        const now = await files.find(...parameters);
        if (now.toSorted().join("\n") !== found.toSorted().join("\n")) return true;
      }
      return false;
    },
    startOver: () => {
      paths.clear();
      searches.length = 0;
    },
  };
}
