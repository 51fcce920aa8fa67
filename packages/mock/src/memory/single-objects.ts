import { asObject, isObject, type JsonObject } from "../json.js";
import type { Operation } from "../operations.js";
import type { PlainResponse } from "../server.js";
import type { RecordMaker } from "./made-records.js";
import type { MemoryRequest } from "./memory-request.js";
import { merged } from "./merge.js";
import { shapeOf } from "./path-shape.js";
import { exampleBody } from "./record-responses.js";
import type { Schemas } from "./schemas.js";

/** Objects that exist once, such as settings, by their path. */
export class SingleObjects {
  readonly #operations: readonly Operation[];
  readonly #schemas: Schemas;
  readonly #maker: RecordMaker;
  readonly #known = new Map<string, JsonObject>();

  constructor(operations: readonly Operation[], schemas: Schemas, maker: RecordMaker) {
    this.#operations = operations;
    this.#schemas = schemas;
    this.#maker = maker;
  }

  /** Forgets every change. */
  reset(): void {
    this.#known.clear();
  }

  /** The response to a request that reads or writes an object of a schema. */
  respond(kind: "read" | "write", schema: JsonObject, request: MemoryRequest): PlainResponse {
    const path = shapeOf(request.path);
    const known = this.#known.get(path) ?? this.#exampleAt(request);
    if (kind === "read") return { ...request.example, body: JSON.stringify(known) };
    const names = new Set(this.#schemas.namesOf(schema));
    const given = Object.entries(asObject(request.body)).filter(([name]) => names.has(name));
    const changes = Object.fromEntries(given);
    const next = request.operation.method === "PUT" ? changes : merged(known, changes);
    const value = asObject(this.#maker.fit(schema, next) ?? next);
    this.#known.set(path, value);
    return request.example.body === ""
      ? request.example
      : { ...request.example, body: JSON.stringify(value) };
  }

  /** The example of the object at a path: that of the operation that reads it. */
  #exampleAt({ operation, example }: MemoryRequest): JsonObject {
    const path = shapeOf(operation.path);
    const reading = this.#operations.find((each) => each.method === "GET" && shapeOf(each.path) === path);
    const shown = reading && this.#schemas.successOf(reading)?.example;
    return isObject(shown) ? shown : asObject(exampleBody(example));
  }
}
