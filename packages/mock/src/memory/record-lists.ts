import type { DocumentedErrors } from "../documented-errors.js";
import { isObject } from "../json.js";
import type { Pagination } from "../pages.js";
import type { PlainResponse } from "../server.js";
import { InvalidCursorError, listPage, withPageFacts } from "./list-page.js";
import { type MemoryRequest, pathValues } from "./memory-request.js";
import type { Parent } from "./parents.js";
import type { RecordPlace } from "./record-place.js";
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
}

/** Responses with a page of records. */
export class RecordLists {
  readonly #settings: ListSettings;
  readonly #schemas: Schemas;
  readonly #references: References;
  readonly #store: Store;

  constructor(settings: ListSettings, schemas: Schemas, references: References, store: Store) {
    this.#settings = settings;
    this.#schemas = schemas;
    this.#references = references;
    this.#store = store;
  }

  /** The response to a request for a list, which contains the records below those that the path names. */
  list(
    resource: Resource,
    place: RecordPlace,
    request: MemoryRequest,
    parents: readonly Parent[],
  ): PlainResponse {
    const { operation, query, example } = request;
    const { pagination, size, errors } = this.#settings;
    const values = pathValues(request);
    const records = this.#store
      .all(resource)
      .filter((record) => parents.every((parent) => this.#isBelow(record, resource, parent, values)));
    try {
      const names = new Set(this.#schemas.namesOf(resource.schema));
      const end = this.#store.next(resource);
      const page = listPage(records, names, query, { operation, pagination, size, end });
      const items = page.records.map(({ value }) => value);
      const frame = place.put(JSON.parse(example.body.toString()), items);
      const body = isObject(frame) ? withPageFacts(frame, page, pagination?.next) : frame;
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
