import { addressFrom, isWebAddress } from "./address.ts";
import { isRecord } from "./guards.ts";
import { type ReferenceTarget, referenceTarget } from "./references.ts";
import type { SpecSource } from "./source.ts";

/**
 * The identities of files: since OpenAPI 3.2, `$self` of a document is the base of its relative references, and other documents
 * may refer to it by this address, wherever the document was read from. A file with a schema has the address of its `$id`; its own references
 * are relative to where it was read from.
 */
export class Identities {
  readonly #sources: ReadonlyMap<string, SpecSource | undefined>;
  /** The addresses of files, by their identities. */
  readonly #addresses = new Map<string, string>();
  #known = 0;

  /** @param sources The files by address. More may be added later. */
  constructor(sources: ReadonlyMap<string, SpecSource | undefined>) {
    this.#sources = sources;
  }

  /**
   * The file and the place that a reference leads to.
   *
   * @param from The file that contains the reference.
   * @returns `undefined` if it is neither a path nor an `https:` URL.
   */
  targetOf(reference: string, from: SpecSource): ReferenceTarget | undefined {
    const self = identityOf(from);
    const named = referenceTarget(reference, self ?? from.path);
    const known = named && this.#addressOf(named.path);
    if (named !== undefined && known !== undefined) return { ...named, path: known };
    // References in a copy on disk are relative to the copy.
    const isCopy = self !== undefined && isWebAddress(self) && !isWebAddress(from.path);
    return isCopy ? referenceTarget(reference, from.path) : named;
  }

  #addressOf(identity: string): string | undefined {
    if (this.#known !== this.#sources.size) {
      this.#known = this.#sources.size;
      for (const source of this.#sources.values()) {
        if (source === undefined) continue;
        const names = [identityOf(source), identityOf(source, "$id")].filter((name) => name !== undefined);
        for (const name of names) this.#addresses.set(name, source.path);
      }
    }
    return this.#addresses.get(identity);
  }
}

/** The address that a file declares for itself, without a fragment. */
function identityOf({ value, path }: SpecSource, member: "$self" | "$id" = "$self"): string | undefined {
  const self = isRecord(value) ? value[member] : undefined;
  return typeof self === "string" ? addressFrom(self.replace(/#.*$/s, ""), path) : undefined;
}
