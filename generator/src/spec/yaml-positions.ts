import { EVENT_ID } from "js-yaml";
import { type Children, type Place, Positions } from "./positions.ts";
import { ROOT, type YamlNodes } from "./yaml-nodes.ts";

/** The positions of the nodes of a YAML text. A node is found by the index of its event. */
export class YamlPositions extends Positions {
  readonly #nodes: YamlNodes;
  readonly #targets: ReadonlyMap<number, number>;

  /** @param targets The indexes of the nodes that aliases stand for, by the indexes of the aliases. */
  constructor(nodes: YamlNodes, targets: ReadonlyMap<number, number>) {
    super();
    this.#nodes = nodes;
    this.#targets = targets;
  }

  protected override root(): Place {
    return { offset: this.#startOf(ROOT), node: ROOT };
  }

  protected override readChildren(node: number): Children {
    const target = this.#targets.get(node);
    if (target !== undefined) return this.childrenOf(target);
    const type = this.#nodes.at(node)?.type;
    if (type === EVENT_ID.MAPPING) return this.#members(node);
    return type === EVENT_ID.SEQUENCE ? this.#items(node) : new Map();
  }

  #startOf(node: number): number {
    return this.#nodes.startOf(node) ?? 0;
  }

  #members(mapping: number): Children {
    const places = new Map<string, Place>();
    const merged: number[] = [];
    for (const { key, value } of this.#nodes.members(mapping)) {
      const name = this.#nodes.keyOf(key);
      if (this.#nodes.isMergeKey(key)) merged.push(value);
      else if (name !== undefined)
        places.set(name, { offset: this.#nodes.startOf(key) ?? this.#startOf(mapping), node: value });
    }
    for (const source of merged.flatMap((value) => this.#sources(value)))
      for (const [name, place] of this.childrenOf(source)) if (!places.has(name)) places.set(name, place);
    return places;
  }

  /** The mappings that `<<` merges into a mapping: its value, or the items of its value. */
  #sources(value: number): readonly number[] {
    const node = this.#targets.get(value) ?? value;
    return this.#nodes.at(node)?.type === EVENT_ID.SEQUENCE ? [...this.#nodes.items(node)] : [node];
  }

  #items(sequence: number): Children {
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
