import type { DocumentedErrors } from "../documented-errors.js";
import { asObject, isObject, type JsonObject } from "../json.js";
import type { Operation } from "../operations.js";
import type { Pagination } from "../pages.js";
import type { PlainResponse } from "../server.js";
import type { Storage } from "../storage.js";
import type { UploadRule } from "../upload-rule.js";
import { RecordMaker } from "./made-records.js";
import { type MemoryRequest, pathValues, withPathValues } from "./memory-request.js";
import { type Parent, parentsOf } from "./parents.js";
import { RecordLists } from "./record-lists.js";
import { hasJson, RecordResponses } from "./record-responses.js";
import { RecordValues } from "./record-values.js";
import { References } from "./references.js";
import { type Resource, type ResourceMap, type Role, readResources } from "./resources.js";
import { Schemas } from "./schemas.js";
import { SingleObjects } from "./single-objects.js";
import { Store, type StoredRecord } from "./store.js";

/** A change of a record. */
export interface Change {
  readonly kind: "created" | "updated" | "deleted";
  readonly resource: Resource;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject;
}

/** Settings of the memory. */
export interface MemorySettings {
  readonly document: JsonObject;
  readonly operations: readonly Operation[];
  readonly errors: DocumentedErrors;
  readonly pagination: Pagination | undefined;
  /** Number of records of each resource at the beginning, and on a page. */
  readonly total: number;
  readonly size: number;
  readonly seed: number;
  /** The current time, in ms since 1970. */
  readonly now: () => number;
  /** Where content is uploaded to. */
  readonly storage: Storage;
  readonly onChange: (change: Change) => void;
}

/** The string that tools write as an example. */
const PLACEHOLDER = "string";

/** Remembers what requests create, change and delete, by the roles that the operations of the document have. */
export class Memory {
  readonly #settings: MemorySettings;
  readonly #schemas: Schemas;
  readonly #map: ResourceMap;
  readonly #references: References;
  readonly #store: Store;
  readonly #lists: RecordLists;
  readonly #singles: SingleObjects;
  readonly #values: RecordValues;
  readonly #responses: RecordResponses;

  /** @param settings Its document is prepared. */
  constructor(settings: MemorySettings) {
    const { document, operations, pagination, seed, total } = settings;
    this.#settings = settings;
    this.#schemas = new Schemas(document);
    this.#map = readResources(operations, this.#schemas, pagination?.items);
    this.#references = new References(this.#map.resources);
    const maker = new RecordMaker(this.#schemas, this.#references, seed);
    this.#store = new Store(maker, this.#references, total);
    this.#lists = new RecordLists(settings, this.#schemas, this.#references, maker, this.#store);
    this.#singles = new SingleObjects(operations, this.#schemas, maker);
    this.#responses = new RecordResponses(this.#schemas, maker);
    this.#values = new RecordValues(this.#schemas, this.#references, maker, this.#responses);
  }

  /** The effects of the operations, for inspection. */
  get roles(): ReadonlyMap<string, Role> {
    return this.#map.roles;
  }

  /** The resources of the document. */
  get resources(): readonly Resource[] {
    return this.#map.resources;
  }

  /** The records of a resource. */
  recordsOf(resource: Resource): readonly JsonObject[] {
    return this.#store.all(resource).map(({ value }) => value);
  }

  /** The records of a resource that requests have created. */
  createdIn(resource: Resource): readonly JsonObject[] {
    return this.#store.created(resource).map(({ value }) => value);
  }

  /** Forgets every change. */
  reset(): void {
    this.#store.reset();
    this.#singles.reset();
  }

  /** The response to a valid request. */
  respond(given: MemoryRequest): PlainResponse {
    const { operation, body, example } = given;
    const { errors } = this.#settings;
    const parents = parentsOf(operation, this.#map.byPath);
    const request = this.#withKnownIds(given, parents);
    const values = pathValues(request);
    for (const { parameter, name, resource } of parents) {
      const id = values[parameter] ?? "";
      const isMissing = this.#store.find(resource, id) === undefined;
      if (isMissing) return errors.about(operation, [404], missingMessage(name, resource, id));
    }
    const role = this.#map.roles.get(operation.id);
    if (!hasJson(example)) return example;
    if (role === undefined) return this.#lists.example(request) ?? example;
    const wrong = this.#missingReference(role, body);
    if (wrong !== undefined) return errors.about(operation, [422, 400, 404, 409], wrong);
    switch (role.kind) {
      case "list":
        return this.#lists.list(role.resource, role.place, request, parents);
      case "create":
        return this.#create(role.resource, request, parents);
      case "read":
      case "write":
        return this.#singles.respond(role.kind, role.schema, request);
      default: {
        const record = this.#store.find(role.resource, values[role.parameter] ?? "");
        if (record === undefined) return example;
        if (role.kind === "retrieve") return this.#responses.show(request, role.resource, record.value);
        if (role.kind === "delete") return this.#delete(role.resource, record, request);
        return this.#change(role.kind, role.resource, record, request);
      }
    }
  }

  /** The ID that examples have where a document shows none stands for that of the first record. */
  #withKnownIds(request: MemoryRequest, parents: readonly Parent[]): MemoryRequest {
    const values = [...pathValues(request)];
    for (const { parameter, resource } of parents) {
      const [first] = this.recordsOf(resource);
      const isKnown = this.#store.find(resource, PLACEHOLDER) !== undefined;
      if (values[parameter] === PLACEHOLDER && first !== undefined && !isKnown)
        values[parameter] = String(first[resource.id ?? ""]);
    }
    return withPathValues(request, values);
  }

  #create(resource: Resource, request: MemoryRequest, parents: readonly Parent[]): PlainResponse {
    const conflict = this.#conflict(resource, request.operation, asObject(request.body), undefined);
    if (conflict !== undefined) return conflict;
    const moment = { number: this.#store.next(resource), at: this.#settings.now() };
    const made = this.#values.created(resource, request, parents, moment);
    const { upload } = request.operation;
    const after = upload === undefined ? made : { ...made, ...this.#openUpload(upload, resource, made) };
    const values = pathValues(request);
    const below = new Map(parents.map((parent) => [parent.resource.key, values[parent.parameter] ?? ""]));
    this.#store.add(resource, after, below);
    this.#settings.onChange({ kind: "created", resource, before: undefined, after });
    return this.#responses.show(request, resource, after);
  }

  /** The properties of a new record that say where its content is to be sent to. */
  #openUpload(upload: UploadRule, resource: Resource, { [resource.id ?? ""]: id }: JsonObject): JsonObject {
    const complete = (place: { readonly url: string; readonly size: number }): boolean => {
      const record = this.#store.find(resource, String(id));
      if (record === undefined) return false;
      const at = this.#settings.now();
      const after = this.#values.uploaded(resource, record.value, upload, { ...place, at });
      this.#store.change(resource, record, after);
      this.#settings.onChange({ kind: "updated", resource, before: record.value, after });
      return true;
    };
    return { [upload.url]: this.#settings.storage.open({ method: upload.method, complete }) };
  }

  #change(
    kind: "update" | "replace" | "act",
    resource: Resource,
    record: StoredRecord,
    request: MemoryRequest,
  ): PlainResponse {
    const names = new Set(this.#schemas.namesOf(resource.schema));
    const own = Object.entries(asObject(request.body)).filter(
      ([name]) => names.has(name) && name !== resource.id,
    );
    const changes = Object.fromEntries(own);
    const conflict = this.#conflict(resource, request.operation, changes, record);
    if (conflict !== undefined) return conflict;
    const at = this.#settings.now();
    const after = this.#values.changed(kind, resource, record.value, request, { changes, at });
    this.#store.change(resource, record, after);
    this.#settings.onChange({ kind: "updated", resource, before: record.value, after });
    return this.#responses.show(request, resource, after);
  }

  #delete(resource: Resource, record: StoredRecord, request: MemoryRequest): PlainResponse {
    this.#store.remove(resource, record);
    this.#settings.onChange({ kind: "deleted", resource, before: record.value, after: record.value });
    return this.#responses.show(request, resource, record.value);
  }

  /** A message about a missing record that a request refers to. */
  #missingReference(role: Role, body: unknown): string | undefined {
    const owner = "resource" in role ? role.resource : undefined;
    if (!isObject(body) || role.kind === "list") return undefined;
    const missing = this.#references
      .in(body, owner)
      .find(({ resource, id }) => this.#store.find(resource, id) === undefined);
    if (missing === undefined) return undefined;
    const { path, resource, id } = missing;
    return missingMessage(path.join("."), resource, id);
  }

  /** The documented conflict if another record has the same ID or e-mail address. */
  #conflict(
    resource: Resource,
    operation: Operation,
    body: JsonObject,
    own: StoredRecord | undefined,
  ): PlainResponse | undefined {
    const unique = [
      resource.id ?? "",
      ...Object.keys(body).filter((name) => /^e?-?mail(address)?$/i.test(name)),
    ];
    const names = unique.filter(
      (name) => body[name] !== undefined && body[name] !== null && body[name] !== "",
    );
    const others = names.length === 0 ? [] : this.#store.all(resource);
    const isTaken = others.some(
      ({ position, value }) => position !== own?.position && names.some((name) => value[name] === body[name]),
    );
    return isTaken ? this.#settings.errors.conflict(operation) : undefined;
  }
}

function missingMessage(name: string, { nouns: [noun = ["record"]] }: Resource, id: string): string {
  return `${name}: there is no ${noun.join(" ")} with the ID ${JSON.stringify(id)}`;
}
