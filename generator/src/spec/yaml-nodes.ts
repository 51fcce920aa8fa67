import {
  type AliasEvent,
  type DocumentDirective,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";

/** The event of a node that is not an alias. */
export type ContentEvent = ScalarEvent | SequenceEvent | MappingEvent;

/** The event of a node. */
export type NodeEvent = ContentEvent | AliasEvent;

/** The index of the node that contains all others. */
export const ROOT = 1;

/** A member of a mapping, by the indexes of its nodes. */
export interface Member {
  readonly key: number;
  readonly value: number;
}

/**
 * The nodes of the first document of a text, by the indexes of their events. The parser reports an event for the start of each document and
 * each node, and one for the end of each document, sequence and mapping.
 */
export class YamlNodes {
  readonly text: string;
  readonly directives: readonly DocumentDirective[];
  readonly #events: readonly Event[];
  readonly #ends: Int32Array;

  constructor(text: string, events: readonly Event[]) {
    this.text = text;
    this.#events = events;
    this.#ends = endsOf(events);
    this.directives = events[0]?.type === EVENT_ID.DOCUMENT ? events[0].directives : [];
  }

  /** The event of a node. `undefined` after the last node of its parent. */
  at(index: number): NodeEvent | undefined {
    const event = this.#events[index];
    return event?.type === EVENT_ID.POP || event?.type === EVENT_ID.DOCUMENT ? undefined : event;
  }

  /** The index after a node and what it contains. */
  after(index: number): number {
    return (this.#ends[index] || index) + 1;
  }

  /** The indexes of the items of a sequence. */
  *items(sequence: number): Generator<number> {
    for (let item = sequence + 1; this.at(item) !== undefined; item = this.after(item)) yield item;
  }

  /** The members of a mapping, also those that are repeated or merge others. */
  *members(mapping: number): Generator<Member> {
    for (let key = mapping + 1; this.at(key) !== undefined; ) {
      const value = this.after(key);
      yield { key, value };
      key = this.after(value);
    }
  }

  /** The name that a node has as a key, even if it looks like a number. `undefined` if it is no scalar. */
  keyOf(index: number): string | undefined {
    const event = this.at(index);
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.text, event) : undefined;
  }

  /** True if a key is `<<`, which merges other mappings into its own. In quotes, it is an ordinary key. */
  isMergeKey(index: number): boolean {
    const event = this.at(index);
    return (
      event?.type === EVENT_ID.SCALAR &&
      event.style === SCALAR_STYLE.PLAIN &&
      event.tagStart === -1 &&
      event.valueEnd === event.valueStart + 2 &&
      this.text.startsWith("<<", event.valueStart)
    );
  }

  /** The name of the anchor of a node, or of that of an alias. `undefined` without one. */
  anchorOf({ anchorStart, anchorEnd }: NodeEvent): string | undefined {
    return anchorStart === -1 ? undefined : this.text.slice(anchorStart, anchorEnd);
  }

  /** The offset of a node, after its anchor and its tag. `undefined` for an empty node without them. */
  startOf(index: number): number | undefined {
    const event = this.at(index);
    if (event?.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    if (event?.type !== EVENT_ID.SCALAR) return event?.start;
    const { style, valueStart, anchorEnd, tagEnd } = event;
    if (valueStart === -1) return anchorEnd === tagEnd ? undefined : Math.max(anchorEnd, tagEnd);
    if (style === SCALAR_STYLE.PLAIN) return valueStart;
    const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
    return isQuoted ? valueStart - 1 : headerBefore(this.text, valueStart);
  }

  /** The offset of the line that ends the first document. `undefined` if there is no other one. */
  separator(): number | undefined {
    let last = this.after(0);
    if (last >= this.#events.length) return undefined;
    while (last > 0 && this.startOf(last) === undefined) last -= 1;
    const line = /^(?:---|\.\.\.)(?=\s|$)/gm;
    line.lastIndex = this.startOf(last) ?? 0;
    return line.exec(this.text)?.index ?? line.lastIndex;
  }
}

/** The offset of the `|` or `>` of a text that starts in the next line. */
function headerBefore(text: string, start: number): number {
  const line = text.lastIndexOf("\n", start - 2) + 1;
  const header = /[|>][-+\d]*[ \t]*(?:[ \t]#.*)?\n?$/.exec(text.slice(line, start));
  return line + (header?.index ?? 0);
}

/** The indexes of the events that end documents, sequences and mappings, by the indexes of those that start them. */
function endsOf(events: readonly Event[]): Int32Array {
  const ends = new Int32Array(events.length);
  const open: number[] = [];
  for (let index = 0; index < events.length; index += 1) {
    const type = events[index]?.type;
    if (type === EVENT_ID.POP) ends[open.pop() ?? 0] = index;
    else if (type !== EVENT_ID.SCALAR && type !== EVENT_ID.ALIAS) open.push(index);
  }
  return ends;
}
