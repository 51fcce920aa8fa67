import { asList, asObject, type JsonObject } from "../json.js";
import type { Operation } from "../operations.js";
import type { UploadRule } from "../upload-rule.js";
import { type RecordMaker, withTimes } from "./made-records.js";
import { type MemoryRequest, pathValues } from "./memory-request.js";
import { differences, merged } from "./merge.js";
import { momentIn, momentLike } from "./moments.js";
import type { Parent } from "./parents.js";
import { namedByPaths } from "./path-names.js";
import type { RecordResponses } from "./record-responses.js";
import type { References } from "./references.js";
import type { Resource } from "./resources.js";
import type { Schemas } from "./schemas.js";

/** The content of records after a request. */
export class RecordValues {
  readonly #schemas: Schemas;
  readonly #references: References;
  readonly #maker: RecordMaker;
  readonly #responses: RecordResponses;

  constructor(schemas: Schemas, references: References, maker: RecordMaker, responses: RecordResponses) {
    this.#schemas = schemas;
    this.#references = references;
    this.#maker = maker;
    this.#responses = responses;
  }

  /**
   * The record that a request creates.
   *
   * @param number The number of the record in its resource.
   * @param at The current time, in ms since 1970.
   */
  created(
    resource: Resource,
    request: MemoryRequest,
    parents: readonly Parent[],
    { number, at }: { readonly number: number; readonly at: number },
  ): JsonObject {
    const shown = this.#responses.wholeExampleOf(request, resource);
    const made = this.#maker.created(resource, shown, number, at);
    const body = asObject(request.body);
    const named = namedByPaths(
      resource.pathNames,
      this.#withRequest(resource, request.operation, made, body),
      body,
    );
    const record = this.#maker.fitted(resource, named);
    return this.#withParents(resource, record, parents, pathValues(request));
  }

  /**
   * A record after a request that changes it.
   *
   * @param changes What the request says about the properties of the record.
   */
  changed(
    kind: "update" | "replace" | "act",
    resource: Resource,
    record: JsonObject,
    request: MemoryRequest,
    { changes, at }: { readonly changes: JsonObject; readonly at: number },
  ): JsonObject {
    const value =
      kind === "replace"
        ? this.#withRequest(resource, request.operation, record, changes)
        : merged(record, kind === "act" ? merged(this.#effectOf(resource, request, at), changes) : changes);
    const named = namedByPaths(resource.pathNames, value, changes);
    return this.#maker.fitted(resource, withTimes(named, at, false));
  }

  /**
   * A record when its content has arrived: it is ready, has the size of the content, and the URL to download it from, if it has
   * properties with such names.
   */
  uploaded(
    resource: Resource,
    record: JsonObject,
    { url, ready }: UploadRule,
    content: { readonly url: string; readonly size: number; readonly at: number },
  ): JsonObject {
    const { properties, required } = this.#schemas.rulesOf(resource.schema);
    const isRequired = asList(required).includes(url);
    const value: Record<string, unknown> = { ...record };
    for (const name of Object.keys(asObject(properties))) {
      if (/^(file|content)?_?(size|bytes|length)$/i.test(name)) value[name] = content.size;
      if (/^(download|content)_?url$/i.test(name)) value[name] = content.url;
    }
    if (!isRequired) delete value[url];
    if (ready !== undefined) value[ready.property] = ready.value;
    return this.#maker.fitted(resource, withTimes(value, content.at, false));
  }

  /** The record with the IDs of those that it is created below. */
  #withParents(
    owner: Resource,
    record: JsonObject,
    parents: readonly Parent[],
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

  /** The changes of an action: the differences between its example and the other examples of the same record. */
  #effectOf(resource: Resource, request: MemoryRequest, at: number): JsonObject {
    const shown = this.#responses.exampleOf(request);
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
}
