/** The links of a package to its sources, documentation and maintainers. */
export interface ManifestLinks {
  readonly repository?: string;
  readonly homepage?: string;
  /** A page or an e-mail address. */
  readonly bugs?: string;
}

/** Links that are neither configured nor derived from the repository. */
export function missingLinks(links: ManifestLinks): readonly (keyof ManifestLinks)[] {
  const { repository, homepage, bugs } = completedLinks(links, "");
  return [
    ...(repository === undefined ? ["repository" as const] : []),
    ...(homepage === undefined ? ["homepage" as const] : []),
    ...(bugs === undefined ? ["bugs" as const] : []),
  ];
}

/**
 * The links of one package. What is not configured follows from the repository, if its host is known.
 *
 * @param directory The folder of the package in the repository.
 */
export function completedLinks(links: ManifestLinks, directory: string): ManifestLinks {
  const pages = links.repository === undefined ? undefined : repositoryPages(links.repository);
  return pages === undefined
    ? links
    : { homepage: `${pages.folder(directory)}#readme`, bugs: pages.issues, ...links };
}

/** The pages of a repository on the web. */
export interface RepositoryPages {
  /** `https://github.com/acme/shop` */
  readonly home: string;
  readonly issues: string;
  /** A file of the newest version. The path starts at the top of the repository. */
  file(path: string): string;
  folder(path: string): string;
  /** The URL of the changes between two tags. */
  comparison(from: string, to: string): string;
}

/**
 * The pages of a repository on GitHub or GitLab, also on servers of their own (`gitlab.acme.example`). Undefined for other hosts, whose
 * addresses are not known. Credentials in the URL are omitted.
 *
 * @param repository As in a manifest: `git+https://github.com/acme/shop.git`, `git@github.com:acme/shop.git` or `github:acme/shop`.
 */
export function repositoryPages(repository: string): RepositoryPages | undefined {
  const { host, path } = locationOf(repository);
  const home = `https://${host}/${path}`;
  if (!/^[\w.~-]+(?:\/[\w.~-]+)+$/.test(path)) return undefined;
  if (/^github\./i.test(host)) return pages(home, home);
  if (/^gitlab\./i.test(host)) return pages(home, `${home}/-`);
  return undefined;
}

function pages(home: string, base: string): RepositoryPages {
  return {
    home,
    issues: `${base}/issues`,
    file: (path) => `${base}/blob/HEAD/${encodeURI(path)}`,
    comparison: (from, to) => `${base}/compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`,
    folder: (path) => `${base}/tree/HEAD/${encodeURI(path)}`,
  };
}

/** Hosts that npm knows by a short name. */
const SHORT_NAMES: { readonly [name: string]: string } = { github: "github.com", gitlab: "gitlab.com" };

function locationOf(repository: string): { readonly host: string; readonly path: string } {
  const text = repository
    .trim()
    .replace(/[?#].*$/s, "")
    .replace(/\/$/, "")
    .replace(/\.git$/, "");
  const [, short, shortPath] = /^(?:(github|gitlab):)?([\w.~-]+\/[\w.~-]+)$/.exec(text) ?? [];
  if (shortPath !== undefined) return { host: SHORT_NAMES[short ?? "github"] ?? "", path: shortPath };
  const [, host = "", path = ""] =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/(.+)$/.exec(text) ??
    /^(?:[\w.-]+@)?([\w.-]+):([^/].*)$/.exec(text) ??
    [];
  return { host: host.toLowerCase(), path };
}
