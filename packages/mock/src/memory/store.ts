import type { JsonObject } from "../json.js";
import type { ChooseId, RecordMaker } from "./made-records.js";
import type { References } from "./references.js";
import type { Resource } from "./resources.js";

/** A record that the mock remembers. */
export interface StoredRecord {
  /** Its position in lists. Never used again, so that cursors stay valid while records come and go. */
  readonly position: number;
  readonly value: JsonObject;
  /** Values of the path's parameters that it was created below, by the path of their resource. */
  readonly below: ReadonlyMap<string, string>;
}

/** The records of all resources. Those of a resource are made when they are first needed. */
export class Store {
  readonly #maker: RecordMaker;
  readonly #references: References;
  readonly #total: number;
  readonly #tables = new Map<Resource, Table>();
  readonly #ids = new Map<Resource, readonly (string | number | undefined)[]>();

  /** @param total Number of records of each resource with pages at the beginning. */
  constructor(maker: RecordMaker, references: References, total: number) {
    this.#maker = maker;
    this.#references = references;
    this.#total = total;
  }

  /** All records of a resource, in order. */
  all(resource: Resource): readonly StoredRecord[] {
    return [...this.#table(resource).records.values()];
  }

  /** The records that were added. */
  created(resource: Resource): readonly StoredRecord[] {
    const seeded = this.#seededIds(resource).length;
    return this.all(resource).filter(({ position }) => position > seeded);
  }

  find(resource: Resource, id: string): StoredRecord | undefined {
    return this.#table(resource).records.get(id);
  }

  /** The number that the next created record gets. */
  next(resource: Resource): number {
    return this.#table(resource).next;
  }

  add(resource: Resource, value: JsonObject, below: ReadonlyMap<string, string>): StoredRecord {
    const table = this.#table(resource);
    const record = { position: table.next, value, below };
    table.next += 1;
    table.records.set(keyOf(resource, record), record);
    return record;
  }

  change(resource: Resource, record: StoredRecord, value: JsonObject): StoredRecord {
    const changed = { ...record, value };
    this.#table(resource).records.set(keyOf(resource, record), changed);
    return changed;
  }

  remove(resource: Resource, record: StoredRecord): void {
    this.#table(resource).records.delete(keyOf(resource, record));
  }

  /** Forgets every change. */
  reset(): void {
    this.#tables.clear();
  }

  #table(resource: Resource): Table {
    const known = this.#tables.get(resource);
    if (known !== undefined) return known;
    const ids = this.#seededIds(resource);
    const table: Table = { records: new Map(), next: 1 };
    // Known before its records are made, because they may refer to each other.
    this.#tables.set(resource, table);
    for (const index of ids.keys()) {
      const example = resource.examples[index];
      const value =
        example === undefined
          ? this.#maker.seeded(resource, index, this.#choose)
          : this.#withExistingReferences(resource, this.#maker.fitted(resource, example));
      const record = { position: table.next, value, below: new Map<string, string>() };
      table.next += 1;
      table.records.set(keyOf(resource, record), record);
    }
    return table;
  }

  /** The IDs of the records that a resource has at the beginning. Those of the examples come first. */
  #seededIds(resource: Resource): readonly (string | number | undefined)[] {
    const known = this.#ids.get(resource);
    if (known !== undefined) return known;
    const { examples, id, isPaged } = resource;
    const count = isPaged ? this.#total : Math.min(this.#total, Math.max(3, examples.length));
    const ids = Array.from({ length: count }, (_, index) => {
      const example = examples[index];
      return example !== undefined && id !== undefined
        ? (example[id] as string | number)
        : this.#maker.idOf(resource, index);
    });
    this.#ids.set(resource, ids);
    return ids;
  }

  #choose: ChooseId = (resource, random) => {
    const ids = this.#seededIds(resource);
    return ids[Math.floor(random * ids.length)];
  };

  /** The document's examples may refer to records that it does not show. They refer to others then. */
  #withExistingReferences(resource: Resource, value: JsonObject): JsonObject {
    const missing = this.#references
      .in(value, resource)
      .filter(({ resource: target, id }) => !this.#seededIds(target).map(String).includes(id));
    return missing.reduce((record, { path, resource: target, id }) => {
      const other = this.#choose(target, (id.length % 10) / 10);
      return other === undefined ? record : replaced(record, path, id, other);
    }, value);
  }
}

interface Table {
  readonly records: Map<string, StoredRecord>;
  next: number;
}

function keyOf({ id }: Resource, { position, value }: StoredRecord): string {
  return id === undefined ? `#${position}` : String(value[id]);
}

function replaced(record: JsonObject, path: readonly string[], from: string, to: unknown): JsonObject {
  const change = (value: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) {
      if (Array.isArray(value)) return value.map((each) => (String(each) === from ? to : each));
      return String(value) === from ? to : value;
    }
    if (Array.isArray(value))
      return value.map((each, index) => (String(index) === name ? change(each, rest) : each));
    return { ...(value as JsonObject), [name]: change((value as JsonObject)[name], rest) };
  };
  return change(record, path) as JsonObject;
}
