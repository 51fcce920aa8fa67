import { formatPointer, type Pointer, type SpecSource } from "../spec/index.ts";
import { MAXIMUM_DEPTH } from "../spec/source.ts";
import { AmendedSource } from "./amended-source.ts";
import { type Origin, Provenance } from "./provenance.ts";
import type { Query, QueryRunner } from "./query.ts";

/** A node of one of the files. */
export interface Node {
  readonly file: AmendedSource;
  readonly pointer: Pointer;
}

/** Overlays write more values than {@link MAXIMUM_VALUES}, or nest them deeper than a document may be. */
export class OverlayLimitError extends Error {}

/** The maximum number of values that overlays may write; more is treated as an attack. */
const MAXIMUM_VALUES = 500_000;

/** The listed files of a document, which can be changed as if they were one. */
export class AmendedDocument {
  readonly #files: readonly AmendedSource[];
  readonly #queries: QueryRunner;
  readonly #provenance = new Provenance();
  #written = 0;

  constructor(sources: readonly SpecSource[], queries: QueryRunner) {
    this.#files = sources.map((source) => new AmendedSource(source, this.#provenance));
    this.#queries = queries;
  }

  finish(): readonly SpecSource[] {
    return this.#files.map((file) => file.finish());
  }

  /** The nodes that a query selects. A container that several files share, such as `paths`, is one node. */
  select(query: Query): readonly Node[] {
    const nodes = this.#files.flatMap((file) =>
      this.#queries.select(query, file.value).map((pointer) => ({ file, pointer })),
    );
    const shared = new Set<string>();
    return nodes.filter(({ pointer }) => {
      const key = formatPointer(pointer);
      if (!hasAliases(pointer) || !shared.has(key)) {
        shared.add(key);
        return true;
      }
      return false;
    });
  }

  /** The file in which a node, or a member to be added to one, belongs. */
  memberOf({ file, pointer }: Node, key: string): Node {
    const member = [...pointer, key];
    const files = hasAliases(pointer) ? [file, ...this.#files] : [file];
    return { file: files.find((each) => each.at(member) !== undefined) ?? file, pointer: member };
  }

  /** Removes nodes. Of a shared container, the parts in all files. */
  remove(nodes: readonly Node[]): void {
    for (const file of this.#files) {
      const own = nodes.filter((node) => node.file === file || hasAliases(node.pointer));
      file.remove(own.map(({ pointer }) => pointer));
    }
  }

  /**
   * The copy of a value that is to be written at or below a node.
   *
   * @throws {OverlayLimitError} if it is too much or too deep.
   */
  written(value: unknown, { pointer }: Node): unknown {
    const open = [{ value, depth: pointer.length }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      this.#written += 1;
      const { value: node, depth } = next;
      if (this.#written > MAXIMUM_VALUES || depth > MAXIMUM_DEPTH) throw new OverlayLimitError();
      if (typeof node !== "object" || node === null) continue;
      for (const child of Object.values(node)) open.push({ value: child, depth: depth + 1 });
    }
    return this.#provenance.copy(value);
  }

  origin({ file, pointer }: Node): Origin {
    return file.origin(pointer);
  }

  /** The origin of a member of a value that may be a copy of a node. */
  originIn(value: unknown, origin: Origin, key: string | number): Origin {
    return this.#provenance.of(value, origin, [key]);
  }

  copyOf({ file, pointer }: Node): unknown {
    return this.#provenance.copy(file.at(pointer));
  }
}

/** Members of a document that consist of the parts in all files. */
const SHARED = new Set(["paths", "webhooks", "components", "tags", "definitions", "parameters", "responses"]);

function hasAliases(pointer: Pointer): boolean {
  const [member, ...below] = pointer;
  if (member === undefined) return true;
  return below.length === 0 ? SHARED.has(String(member)) : below.length === 1 && member === "components";
}
