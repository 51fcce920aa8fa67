import type { DocumentedErrors } from "../documented-errors.js";
import { asList, asObject, isJson, isObject, type JsonObject } from "../json.js";
import type { Operation } from "../operations.js";
import type { Pagination } from "../pages.js";
import type { PlainResponse } from "../server.js";
import { InvalidCursorError, listPage, withPageFacts } from "./list-page.js";
import { RecordMaker, withTimes } from "./made-records.js";
import { differences, merged } from "./merge.js";
import { momentIn, momentLike } from "./moments.js";
import { locateRecords, type RecordPlace } from "./record-place.js";
import { References } from "./references.js";
import {
  parentsOf,
  type Resource,
  type ResourceMap,
  type Role,
  readResources,
  shapeOf,
} from "./resources.js";
import { Schemas } from "./schemas.js";
import { Store, type StoredRecord } from "./store.js";

/** A change of a record. */
export interface Change {
  readonly kind: "created" | "updated" | "deleted";
  readonly resource: Resource;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject;
}

/** A request that is valid, with its success in the document's examples. */
export interface MemoryRequest {
  readonly operation: Operation;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly example: PlainResponse;
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
  readonly onChange: (change: Change) => void;
}

/** Remembers what requests create, change and delete, by the roles that the operations of the document have. */
export class Memory {
  readonly #settings: MemorySettings;
  readonly #schemas: Schemas;
  readonly #map: ResourceMap;
  readonly #references: References;
  readonly #maker: RecordMaker;
  readonly #store: Store;
  /** Objects that exist once, by their path. */
  readonly #singles = new Map<string, JsonObject>();

  /** @param settings Its document is prepared. */
  constructor(settings: MemorySettings) {
    const { document, operations, pagination, seed, total } = settings;
    this.#settings = settings;
    this.#schemas = new Schemas(document);
    this.#map = readResources(operations, this.#schemas, pagination?.items);
    this.#references = new References(this.#map.resources);
    this.#maker = new RecordMaker(this.#schemas, this.#references, seed);
    this.#store = new Store(this.#maker, this.#references, total);
  }

  /** What the operations do, for those who want to know. */
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
    this.#singles.clear();
  }

  /** The response to a valid request. */
  respond(request: MemoryRequest): PlainResponse {
    const { operation, path, body } = request;
    const values = (operation.pattern.exec(path)?.slice(1) ?? []).map(decoded);
    for (const { parameter, name, resource } of parentsOf(operation, this.#map.byPath)) {
      const id = values[parameter] ?? "";
      if (this.#store.find(resource, id) === undefined) {
        return this.#settings.errors.about(
          operation,
          [404],
          `${name}: there is no ${titleOf(resource)} with the ID ${JSON.stringify(id)}`,
        );
      }
    }
    const role = this.#map.roles.get(operation.id);
    if (role === undefined || !hasJson(request.example)) return request.example;
    const wrong = this.#missingReference(role, body);
    if (wrong !== undefined) return this.#settings.errors.about(operation, [422, 400, 404, 409], wrong);
    return this.#perform(role, request, values);
  }

  #perform(role: Role, request: MemoryRequest, values: readonly string[]): PlainResponse {
    switch (role.kind) {
      case "list":
        return this.#list(role.resource, role.place, request, values);
      case "create":
        return this.#create(role.resource, request, values);
      case "read":
      case "write":
        return this.#single(role.kind, role.schema, request);
      default: {
        const record = this.#store.find(role.resource, values[role.parameter] ?? "");
        if (record === undefined) return request.example;
        if (role.kind === "retrieve") return this.#show(request, role.resource, record.value);
        if (role.kind === "delete") return this.#delete(role.resource, record, request);
        return this.#change(role.kind, role.resource, record, request);
      }
    }
  }

  #list(
    resource: Resource,
    place: RecordPlace,
    request: MemoryRequest,
    values: readonly string[],
  ): PlainResponse {
    const { operation, query, example } = request;
    const { pagination, size, errors } = this.#settings;
    const parents = parentsOf(operation, this.#map.byPath);
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
    { parameter, resource }: { readonly parameter: number; readonly resource: Resource },
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

  #create(resource: Resource, request: MemoryRequest, values: readonly string[]): PlainResponse {
    const { operation, example } = request;
    const body = asObject(request.body);
    const conflict = this.#conflict(resource, operation, body, undefined);
    if (conflict !== undefined) return conflict;
    const at = this.#settings.now();
    const place = this.#placeIn(request);
    const shown = place?.recordsIn(parsed(example))[0] ?? resource.examples[0];
    const made = this.#maker.created(resource, shown, this.#store.next(resource), at);
    const record = this.#maker.fitted(resource, this.#withRequest(resource, operation, made, body));
    const parents = parentsOf(operation, this.#map.byPath);
    const below = new Map(parents.map((parent) => [parent.resource.key, values[parent.parameter] ?? ""]));
    const named = this.#withParents(resource, record, parents, values);
    const stored = this.#store.add(resource, named, below);
    this.#settings.onChange({ kind: "created", resource, before: undefined, after: stored.value });
    return this.#show(request, resource, stored.value);
  }

  /** The record with the IDs of those that it is created below. */
  #withParents(
    owner: Resource,
    record: JsonObject,
    parents: ReturnType<typeof parentsOf>,
    values: readonly string[],
  ): JsonObject {
    const entries = this.#schemas.namesOf(owner.schema).flatMap((name) => {
      const target = this.#references.target(name, owner);
      const parent = parents.find(({ resource }) => resource === target && resource !== owner);
      const isList = Array.isArray(record[name]);
      return parent === undefined || isList ? [] : [[name, values[parent.parameter]] as const];
    });
    return { ...record, ...Object.fromEntries(entries) };
  }

  /** The record with what the request says. What it could say and does not is null, the default, or absent. */
  #withRequest(resource: Resource, operation: Operation, made: JsonObject, body: JsonObject): JsonObject {
    const request = this.#schemas.propertiesOf(this.#schemas.requestOf(operation));
    const own = this.#schemas.propertiesOf(resource.schema);
    const rules = this.#schemas.rulesOf(resource.schema);
    const properties = asObject(rules.properties);
    const required = new Set(asList(rules.required));
    const kept = Object.entries(made).flatMap(([name, value]) => {
      if (!Object.hasOwn(request, name) || name === resource.id) return [[name, value] as const];
      if (Object.hasOwn(body, name)) return [];
      const standard =
        this.#schemas.resolve(request[name]).default ?? this.#schemas.resolve(own[name]).default;
      if (standard !== undefined) return [[name, standard] as const];
      const { checker } = this.#schemas;
      const nothing = [null, "", []].find((each) => checker.allows(asObject(properties[name]), each));
      if (nothing === null || !required.has(name)) return nothing === null ? [[name, null] as const] : [];
      return [[name, nothing ?? value] as const];
    });
    const defaults = Object.entries(own).flatMap(([name, property]) => {
      const standard =
        this.#schemas.resolve(request[name]).default ?? this.#schemas.resolve(property).default;
      return standard === undefined || Object.hasOwn(made, name) ? [] : [[name, standard] as const];
    });
    const given = Object.entries(body).filter(([name]) => Object.hasOwn(properties, name));
    return Object.fromEntries([...kept, ...defaults, ...given]);
  }

  #change(
    kind: "update" | "replace" | "act",
    resource: Resource,
    record: StoredRecord,
    request: MemoryRequest,
  ): PlainResponse {
    const { operation } = request;
    const names = new Set(this.#schemas.namesOf(resource.schema));
    const own = Object.entries(asObject(request.body)).filter(
      ([name]) => names.has(name) && name !== resource.id,
    );
    const changes = Object.fromEntries(own);
    const conflict = this.#conflict(resource, operation, changes, record);
    if (conflict !== undefined) return conflict;
    const at = this.#settings.now();
    const effect = kind === "act" ? merged(this.#effectOf(resource, request, at), changes) : changes;
    const changed =
      kind === "replace"
        ? this.#withRequest(resource, operation, record.value, changes)
        : merged(record.value, effect);
    const after = this.#maker.fitted(resource, withTimes(changed, at, false));
    this.#store.change(resource, record, after);
    this.#settings.onChange({ kind: "updated", resource, before: record.value, after });
    return this.#show(request, resource, after);
  }

  /** What an action changes: that in which its example differs from the other examples of the same record. */
  #effectOf(resource: Resource, request: MemoryRequest, at: number): JsonObject {
    const shown = this.#placeIn(request)?.recordsIn(parsed(request.example))[0];
    const before = resource.examples.find(
      (each) => resource.id !== undefined && each[resource.id] === shown?.[resource.id],
    );
    if (shown === undefined || before === undefined) return {};
    const entries = Object.entries(differences(before, shown)).map(([name, value]) => [
      name,
      momentIn(value) === undefined ? value : momentLike(value, undefined, at),
    ]);
    return Object.fromEntries(entries);
  }

  #delete(resource: Resource, record: StoredRecord, request: MemoryRequest): PlainResponse {
    this.#store.remove(resource, record);
    this.#settings.onChange({ kind: "deleted", resource, before: record.value, after: record.value });
    return this.#show(request, resource, record.value);
  }

  #single(kind: "read" | "write", schema: JsonObject, request: MemoryRequest): PlainResponse {
    const path = shapeOf(request.path);
    const known = this.#singles.get(path) ?? this.#exampleAt(request);
    if (kind === "read") return { ...request.example, body: JSON.stringify(known) };
    const names = new Set(this.#schemas.namesOf(schema));
    const given = Object.entries(asObject(request.body)).filter(([name]) => names.has(name));
    const changes = Object.fromEntries(given);
    const next = request.operation.method === "PUT" ? changes : merged(known, changes);
    const value = asObject(this.#maker.fit(schema, next) ?? next);
    this.#singles.set(path, value);
    return request.example.body === ""
      ? request.example
      : { ...request.example, body: JSON.stringify(value) };
  }

  /** The example of the object at a path: that of the operation that reads it. */
  #exampleAt({ operation, example }: MemoryRequest): JsonObject {
    const path = shapeOf(operation.path);
    const reading = this.#settings.operations.find(
      (each) => each.method === "GET" && shapeOf(each.path) === path,
    );
    const shown = reading && this.#schemas.successOf(reading)?.example;
    return isObject(shown) ? shown : asObject(parsed(example));
  }

  /** The document's success with a record in it. */
  #show(request: MemoryRequest, resource: Resource, record: JsonObject): PlainResponse {
    const { example, operation } = request;
    const success = this.#schemas.successOf(operation);
    if (example.body === "" || success === undefined) return example;
    const place = this.#placeIn(request);
    const body = parsed(example);
    const isWhole = place !== undefined && this.#schemas.identityOf(place.schema) === resource.key;
    if (isWhole || (place !== undefined && !resource.key.startsWith("#"))) {
      return { ...example, body: JSON.stringify(place.put(body, record)) };
    }
    const names = new Set(this.#schemas.namesOf(success.schema));
    const shared = Object.entries(record).filter(([name]) => names.has(name));
    const shown = this.#maker.fit(success.schema, { ...asObject(body), ...Object.fromEntries(shared) });
    return { ...example, body: JSON.stringify(shown ?? body) };
  }

  #placeIn({ operation }: MemoryRequest): RecordPlace | undefined {
    const success = this.#schemas.successOf(operation);
    return success && locateRecords(this.#schemas, success.schema, undefined, false);
  }

  /** What a request refers to and does not exist, as a message. */
  #missingReference(role: Role, body: unknown): string | undefined {
    const owner = "resource" in role ? role.resource : undefined;
    if (!isObject(body) || role.kind === "list") return undefined;
    const missing = this.#references
      .in(body, owner)
      .find(({ resource, id }) => this.#store.find(resource, id) === undefined);
    if (missing === undefined) return undefined;
    const { path, resource, id } = missing;
    return `${path.join(".")}: there is no ${titleOf(resource)} with the ID ${JSON.stringify(id)}`;
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

function hasJson({ headers, body }: PlainResponse): boolean {
  return body === "" || isJson(String(headers["content-type"] ?? ""));
}

function parsed({ body }: PlainResponse): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function titleOf({ nouns: [noun = ["record"]] }: Resource): string {
  return noun.join(" ");
}
