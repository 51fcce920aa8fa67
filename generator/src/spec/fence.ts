import { isAbsolute, relative, sep } from "node:path";
import { isWebAddress } from "./address.ts";
import type { SpecFiles } from "./files.ts";

/** The folders and hosts that references may point to, in addition to those of the listed documents. */
export interface AllowedReferences {
  /** Absolute folders. */
  readonly folders?: readonly string[];
  /** Hosts with their ports, if those are not the default: `api.example.com`, `localhost:8080`. */
  readonly hosts?: readonly string[];
}

/**
 * Decides which files references may point to. A document may not be trusted: it must not make the generator read private files
 * or send requests to hosts of an internal network.
 */
export class Fence {
  readonly #files: SpecFiles;
  readonly #folders = new Set<string>();
  readonly #origins = new Set<string>();
  readonly #hosts: ReadonlySet<string>;
  readonly #allowed: readonly string[];

  constructor(files: SpecFiles, { folders = [], hosts = [] }: AllowedReferences) {
    this.#files = files;
    this.#allowed = folders;
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()));
  }

  /** Allows the repository or folder of a listed document, or its server. */
  async admit(address: string): Promise<void> {
    if (isWebAddress(address)) this.#origins.add(new URL(address).origin);
    else this.#folders.add(await this.#files.home(address));
  }

  /** True if a file may be read. Symbolic links are followed first. */
  async allows(address: string): Promise<boolean> {
    if (isWebAddress(address)) return this.allowsURL(address);
    const real = await this.#files.real(address);
    const allowed = await Promise.all(this.#allowed.map((folder) => this.#files.real(folder)));
    return [...this.#folders, ...allowed].some((folder) => contains(folder, real));
  }

  /** True if a URL may be requested. */
  allowsURL(url: string): boolean {
    const { origin, host } = new URL(url);
    return this.#origins.has(origin) || this.#hosts.has(host);
  }
}

function contains(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below !== ".." && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}
