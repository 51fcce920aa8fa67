import { EVENT_ID } from "js-yaml";
import type { Pointer } from "./pointer.ts";
import { ROOT, type YamlNodes } from "./yaml-nodes.ts";

/** Where a node is. */
interface Place {
  /** Of the key for a member of a mapping, otherwise of the node. */
  readonly offset: number;
  readonly node: number;
}

/**
 * The positions of the nodes of a YAML text. Only the sequences and mappings on the way to a node are looked at, once, because most nodes
 * are never looked for.
 */
export class YamlPositions {
  readonly #nodes: YamlNodes;
  readonly #targets: ReadonlyMap<number, number>;
  /** The members of mappings and the items of sequences, by the index of the mapping or sequence. */
  readonly #children = new Map<number, ReadonlyMap<string, Place>>();

  /** @param targets The indexes of the nodes that aliases stand for, by the indexes of the aliases. */
  constructor(nodes: YamlNodes, targets: ReadonlyMap<number, number>) {
    this.#nodes = nodes;
    this.#targets = targets;
  }

  /** The offset of a node, in characters. For a missing node, that of its nearest ancestor. */
  offsetOf(pointer: Pointer): number {
    let place: Place = { offset: this.#startOf(ROOT), node: ROOT };
    for (const key of pointer) {
      const child = this.#childrenOf(place.node).get(String(key));
      if (child === undefined) break;
      place = child;
    }
    return place.offset;
  }

  #childrenOf(node: number): ReadonlyMap<string, Place> {
    const index = this.#targets.get(node) ?? node;
    const known = this.#children.get(index) ?? this.#childrenAt(index);
    this.#children.set(index, known);
    return known;
  }

  #childrenAt(node: number): ReadonlyMap<string, Place> {
    const type = this.#nodes.at(node)?.type;
    if (type === EVENT_ID.MAPPING) return this.#members(node);
    return type === EVENT_ID.SEQUENCE ? this.#items(node) : new Map();
  }

  #startOf(node: number): number {
    return this.#nodes.startOf(node) ?? 0;
  }

  #members(mapping: number): ReadonlyMap<string, Place> {
    const places = new Map<string, Place>();
    const merged: number[] = [];
    for (const { key, value } of this.#nodes.members(mapping)) {
      const name = this.#nodes.keyOf(key);
      if (this.#nodes.isMergeKey(key)) merged.push(value);
      else if (name !== undefined)
        places.set(name, { offset: this.#nodes.startOf(key) ?? this.#startOf(mapping), node: value });
    }
    for (const source of merged.flatMap((value) => this.#sources(value)))
      for (const [name, place] of this.#childrenOf(source)) if (!places.has(name)) places.set(name, place);
    return places;
  }

  /** The mappings that `<<` merges into a mapping: its value, or the items of its value. */
  #sources(value: number): readonly number[] {
    const node = this.#targets.get(value) ?? value;
    return this.#nodes.at(node)?.type === EVENT_ID.SEQUENCE ? [...this.#nodes.items(node)] : [node];
  }

  #items(sequence: number): ReadonlyMap<string, Place> {
    const places = new Map<string, Place>();
    const { text } = this.#nodes;
    let offset = this.#startOf(sequence);
    let dash = offset;
    const line = `\n${" ".repeat(offset - text.lastIndexOf("\n", offset) - 1)}-`;
    for (const node of this.#nodes.items(sequence)) {
      const start = this.#nodes.startOf(node);
      // An empty item is after a dash in the column of the others. No item contains such a dash.
      if (start === undefined && places.size > 0) dash = text.indexOf(line, offset) + line.length - 1;
      offset = start ?? endOfBlanks(text, dash + 1);
      places.set(String(places.size), { offset, node });
    }
    return places;
  }
}

/** The offset of the first character that is neither a space nor a tab. */
function endOfBlanks(text: string, start: number): number {
  let offset = start;
  while (text[offset] === " " || text[offset] === "\t") offset += 1;
  return offset;
}
