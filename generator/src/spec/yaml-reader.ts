import { type AliasEvent, EVENT_ID, NOT_RESOLVED } from "js-yaml";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { define, entriesOf, isRecord } from "./guards.ts";
import { duplicateKey, MAXIMUM_DEPTH, MAXIMUM_JSON_VALUES, type PlaceOf } from "./source.ts";
import type { ContentEvent, YamlNodes } from "./yaml-nodes.ts";
import { YamlScalars } from "./yaml-scalars.ts";

/** A node that aliases may stand for. */
interface Anchor {
  readonly index: number;
  /** True if its node is still being read, so that an alias of it is inside it. */
  isOpen: boolean;
  value: unknown;
  /** The number of values in it, with those of its aliases. */
  values: number;
  /** The depth of the sequences and mappings in it. */
  depth: number;
}

/** Reads the data of a document, each node once. */
export class YamlReader {
  readonly warnings: Diagnostic[] = [];
  readonly errors: Diagnostic[] = [];
  /** The indexes of the nodes that aliases stand for, by the indexes of the aliases. */
  readonly targets = new Map<number, number>();
  readonly #nodes: YamlNodes;
  readonly #scalars: YamlScalars;
  readonly #place: PlaceOf;
  readonly #anchors = new Map<string, Anchor>();
  /** The index of the next event. */
  #index = 0;
  #values = 0;
  #deepest = 0;

  constructor(nodes: YamlNodes, place: PlaceOf) {
    this.#nodes = nodes;
    this.#scalars = new YamlScalars(nodes.text, nodes.directives);
    this.#place = place;
  }

  /**
   * The data of a node. Aliases of a node share its data.
   *
   * @param index The index of its event.
   * @throws {DiagnosticError} if aliases make it too large or too deep.
   */
  read(index: number): unknown {
    this.#index = index;
    return this.#node(1);
  }

  #node(depth: number): unknown {
    const index = this.#index;
    const event = this.#nodes.at(index);
    this.#index += 1;
    this.#values += 1;
    if (event === undefined) return null;
    if (event.type === EVENT_ID.ALIAS) return this.#alias(event, index, depth);
    const anchor = this.#nodes.anchorOf(event);
    return anchor === undefined
      ? this.#content(event, index, depth)
      : this.#anchored(anchor, event, index, depth);
  }

  #content(event: ContentEvent, index: number, depth: number): unknown {
    if (event.type === EVENT_ID.SCALAR) {
      const value = this.#scalars.valueOf(event);
      return value === NOT_RESOLVED ? this.#refuseTag(event) : value;
    }
    this.#enter(depth, index);
    const isMapping = event.type === EVENT_ID.MAPPING;
    if (!this.#scalars.isTagged(event, isMapping ? "map" : "seq")) this.#refuseTag(event);
    const value = isMapping ? this.#mapping(index, depth) : this.#sequence(depth);
    this.#index = this.#nodes.after(index);
    return value;
  }

  #sequence(depth: number): unknown[] {
    const items: unknown[] = [];
    while (this.#nodes.at(this.#index) !== undefined) items.push(this.#node(depth + 1));
    return items;
  }

  #mapping(mapping: number, depth: number): object {
    const map = {};
    let merged: Set<string> | undefined;
    let repeats = false;
    while (this.#nodes.at(this.#index) !== undefined) {
      if (this.#nodes.isMergeKey(this.#index)) {
        merged ??= new Set();
        this.#index += 1;
        this.#merge(map, merged, depth);
        continue;
      }
      const key = this.#key();
      const value = this.#node(depth + 1);
      if (key === undefined) continue;
      if (Object.hasOwn(map, key) && !merged?.delete(key)) repeats = true;
      define(map, key, value);
    }
    if (repeats) this.#reportRepeated(mapping);
    return map;
  }

  /** Reads a key. `undefined` if it is not a string. */
  #key(): string | undefined {
    const index = this.#index;
    const event = this.#nodes.at(index);
    const key = this.#nodes.keyOf(index);
    this.#index = this.#nodes.after(index);
    if (event?.type !== EVENT_ID.SCALAR || key === undefined || !this.#scalars.isTagged(event, "str")) {
      this.#refuse("a key must be a string", this.#nodes.startOf(index));
      return undefined;
    }
    const anchor = this.#nodes.anchorOf(event);
    if (anchor !== undefined)
      this.#anchors.set(anchor, { index, isOpen: false, value: key, values: 1, depth: 0 });
    return key;
  }

  /** Adds the members of other mappings that a mapping does not have. Its own members replace them. */
  #merge(map: object, merged: Set<string>, depth: number): void {
    const index = this.#index;
    const value = this.#node(depth);
    for (const source of Array.isArray(value) ? value : [value]) {
      if (source !== null && !isRecord(source))
        this.#refuse("`<<` can merge only mappings and lists of mappings", this.#nodes.startOf(index));
      for (const [key, member] of entriesOf(source)) {
        if (Object.hasOwn(map, key)) continue;
        define(map, key, member);
        merged.add(key);
      }
    }
  }

  #anchored(name: string, event: ContentEvent, index: number, depth: number): unknown {
    const anchor: Anchor = { index, isOpen: true, value: null, values: 1, depth: 0 };
    this.#anchors.set(name, anchor);
    const values = this.#values;
    const deepest = this.#deepest;
    this.#deepest = depth - 1;
    anchor.value = this.#content(event, index, depth);
    anchor.values += this.#values - values;
    anchor.depth = this.#deepest - depth + 1;
    anchor.isOpen = false;
    this.#deepest = Math.max(deepest, this.#deepest);
    return anchor.value;
  }

  #alias(event: AliasEvent, index: number, depth: number): unknown {
    const name = this.#nodes.anchorOf(event) ?? "";
    const anchor = this.#anchors.get(name);
    const offset = this.#nodes.startOf(index);
    if (anchor === undefined) return this.#refuse(`the alias *${name} has no anchor above it`, offset);
    if (anchor.isOpen) {
      this.warnings.push(diagnostic("recursive-alias", { alias: name }, this.#place(offset ?? 0)));
      return null;
    }
    this.targets.set(index, anchor.index);
    this.#values += anchor.values - 1;
    if (this.#values > MAXIMUM_JSON_VALUES)
      throw new DiagnosticError([diagnostic("too-many-aliases", {}, this.#place(0))]);
    this.#enter(depth + anchor.depth - 1, index);
    return anchor.value;
  }

  /** Notes that the node at an index reaches a depth. */
  #enter(depth: number, index: number): void {
    this.#deepest = Math.max(this.#deepest, depth);
    if (depth <= MAXIMUM_DEPTH) return;
    throw new DiagnosticError([
      diagnostic("nested-too-deep", {}, this.#place(this.#nodes.startOf(index) ?? 0)),
    ]);
  }

  #reportRepeated(mapping: number): void {
    const seen = new Map<string, number>();
    for (const { key } of this.#nodes.members(mapping)) {
      const name = this.#nodes.isMergeKey(key) ? undefined : this.#nodes.keyOf(key);
      if (name === undefined) continue;
      const first = seen.get(name);
      const offset = this.#nodes.startOf(key) ?? 0;
      if (first !== undefined)
        this.warnings.push(duplicateKey(name, this.#place(first), this.#place(offset)));
      seen.set(name, offset);
    }
  }

  #refuseTag({ tagStart, tagEnd }: ContentEvent): null {
    const tag = this.#nodes.text.slice(tagStart, tagEnd);
    return this.#refuse(`the tag ${tag} is unknown, or does not fit the value`, tagStart);
  }

  #refuse(reason: string, offset = 0): null {
    this.errors.push(diagnostic("invalid-yaml", { reason }, this.#place(offset)));
    return null;
  }
}
