import type { DocumentedErrors } from "../documented-errors.js";
import { asObject, isObject, type JsonObject } from "../json.js";
import type { Pagination } from "../pages.js";
import type { PlainResponse } from "../server.js";
import type { Storage } from "../storage.js";
import { InvalidCursorError, type ListPage, listPage } from "./list-page.js";
import type { RecordMaker } from "./made-records.js";
import { type MemoryRequest, pathValues } from "./memory-request.js";
import { nextPlaceOf, withNext } from "./next-page.js";
import { withPageFacts } from "./page-facts.js";
import type { Parent } from "./parents.js";
import { locateRecords, type RecordPlace } from "./record-place.js";
import { exampleBody } from "./record-responses.js";
import type { References } from "./references.js";
import type { Resource } from "./resources.js";
import type { Schemas } from "./schemas.js";
import type { Store, StoredRecord } from "./store.js";

/** Settings of lists. */
export interface ListSettings {
  readonly errors: DocumentedErrors;
  readonly pagination: Pagination | undefined;
  /** Number of records on a page. */
  readonly size: number;
  /** It knows the address of the server. */
  readonly storage: Storage;
}

/** Facts about the records of a list. */
interface ListedRecords {
  /** Their properties. */
  readonly names: ReadonlySet<string>;
  /** The property that identifies one of them. */
  readonly id: string | undefined;
  /** Position that the next created record gets. */
  readonly end: number;
}

/** Responses with a page of records. */
export class RecordLists {
  readonly #settings: ListSettings;
  readonly #schemas: Schemas;
  readonly #references: References;
  readonly #maker: RecordMaker;
  readonly #store: Store;

  constructor(
    settings: ListSettings,
    schemas: Schemas,
    references: References,
    maker: RecordMaker,
    store: Store,
  ) {
    this.#settings = settings;
    this.#schemas = schemas;
    this.#references = references;
    this.#maker = maker;
    this.#store = store;
  }

  /** The response to a request for a list, which contains the records below those that the path names. */
  list(
    resource: Resource,
    place: RecordPlace,
    request: MemoryRequest,
    parents: readonly Parent[],
  ): PlainResponse {
    const values = pathValues(request);
    const records = this.#store
      .all(resource)
      .filter((record) => parents.every((parent) => this.#isBelow(record, resource, parent, values)));
    const names = new Set(this.#schemas.namesOf(resource.schema));
    return this.#page(
      request,
      place,
      records,
      { names, id: resource.id, end: this.#store.next(resource) },
      (value) => this.#shown(value, resource, place),
    );
  }

  /** The response to a request for a list whose records are not known: a page of those in the example. Undefined if it is no list. */
  example(request: MemoryRequest): PlainResponse | undefined {
    const { operation, example } = request;
    const success = operation.method === "GET" ? this.#schemas.successOf(operation) : undefined;
    const place =
      success && locateRecords(this.#schemas, success.schema, this.#settings.pagination?.items, true);
    if (place?.isList !== true) return undefined;
    const shown = place.recordsIn(exampleBody(example));
    const records = shown.map((value, index) => ({
      position: index + 1,
      value,
      below: new Map<string, string>(),
    }));
    return this.#page(
      request,
      place,
      records,
      { names: new Set(), id: undefined, end: records.length + 1 },
      (value) => value,
    );
  }

  #page(
    request: MemoryRequest,
    place: RecordPlace,
    records: readonly StoredRecord[],
    { names, id, end }: ListedRecords,
    show: (record: JsonObject) => JsonObject,
  ): PlainResponse {
    const { operation, query, example } = request;
    const { pagination, size, errors } = this.#settings;
    const { schema = {} } = this.#schemas.successOf(operation) ?? {};
    const shown = exampleBody(example);
    const nextPlace = nextPlaceOf(this.#schemas, schema, shown, pagination);
    try {
      const page = listPage(records, names, query, { operation, pagination, nextPlace, id, size, end });
      const frame = place.put(
        shown,
        page.records.map(({ value }) => show(value)),
      );
      const facts = isObject(frame) ? withPageFacts(frame, page) : frame;
      const next = nextPlace?.isAddress === true ? this.#addressOf(request, page) : page.next?.value;
      const { checker } = this.#schemas;
      const body =
        nextPlace !== undefined && isObject(facts)
          ? withNext(facts, nextPlace.path, next, (each) => checker.allows(checker.directed(schema), each))
          : facts;
      const response = { ...example, body: JSON.stringify(body) };
      if (page.ignored.length === 0) return response;
      return {
        ...response,
        headers: { ...example.headers, "mock-ignored-parameters": page.ignored.join(", ") },
      };
    } catch (error) {
      if (error instanceof InvalidCursorError) return errors.about(operation, [400, 422], error.message);
      throw error;
    }
  }

  /** The address of the next page: that of this one with another page. */
  #addressOf({ path, query }: MemoryRequest, { next }: ListPage): string | undefined {
    if (next === undefined) return undefined;
    const changed = new URLSearchParams(query);
    changed.set(next.name, next.value);
    return `${this.#settings.storage.address}${path}?${changed}`;
  }

  /** A record as an item of the list, which may require properties that the record itself does not have. */
  #shown(record: JsonObject, { key, schema }: Resource, place: RecordPlace): JsonObject {
    const isWhole = place.schema === schema || this.#schemas.identityOf(place.schema) === key;
    return isWhole ? record : asObject(this.#maker.fit(place.schema, record) ?? record);
  }

  /** Whether a record is below another one in the tree of paths. */
  #isBelow(
    record: StoredRecord,
    owner: Resource,
    { parameter, resource }: Parent,
    values: readonly string[],
  ): boolean {
    const id = values[parameter] ?? "";
    const references = this.#references.in(record.value, owner).filter((each) => each.resource === resource);
    if (references.length > 0) return references.some((reference) => reference.id === id);
    const below = record.below.get(resource.key);
    if (below !== undefined) return below === id;
    const all = this.#store.all(resource);
    const assigned = all[record.position % Math.max(1, all.length)];
    return String(assigned?.value[resource.id ?? ""]) === id;
  }
}
