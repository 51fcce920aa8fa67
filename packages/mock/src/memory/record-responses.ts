import { asObject, isJson, type JsonObject } from "../json.js";
import type { PlainResponse } from "../server.js";
import type { RecordMaker } from "./made-records.js";
import type { MemoryRequest } from "./memory-request.js";
import { locateRecords, type RecordPlace } from "./record-place.js";
import type { Resource } from "./resources.js";
import type { Schemas } from "./schemas.js";

/** Responses that contain a record: the document's success with the record in the place of its example. */
export class RecordResponses {
  readonly #schemas: Schemas;
  readonly #maker: RecordMaker;

  constructor(schemas: Schemas, maker: RecordMaker) {
    this.#schemas = schemas;
    this.#maker = maker;
  }

  /** The response to a request with a record. */
  show(request: MemoryRequest, resource: Resource, record: JsonObject): PlainResponse {
    const { example, operation } = request;
    const success = this.#schemas.successOf(operation);
    if (example.body === "" || success === undefined) return example;
    const place = this.#placeIn(request);
    const body = exampleBody(example);
    const isWhole = place !== undefined && this.#schemas.identityOf(place.schema) === resource.key;
    if (isWhole || (place !== undefined && !resource.key.startsWith("#"))) {
      return { ...example, body: JSON.stringify(place.put(body, record)) };
    }
    const names = new Set(this.#schemas.namesOf(success.schema));
    const shared = Object.entries(record).filter(([name]) => names.has(name));
    const shown = this.#maker.fit(success.schema, { ...asObject(body), ...Object.fromEntries(shared) });
    return { ...example, body: JSON.stringify(shown ?? body) };
  }

  /** The record that the document's response shows. */
  exampleOf(request: MemoryRequest): JsonObject | undefined {
    return this.#placeIn(request)?.recordsIn(exampleBody(request.example))[0];
  }

  /** The same, with what another example of the resource has in addition. A response may contain a part of the record, such as its ID. */
  wholeExampleOf(request: MemoryRequest, { key, examples: [other] }: Resource): JsonObject | undefined {
    const shown = this.exampleOf(request);
    const isWhole = this.#schemas.identityOf(this.#placeIn(request)?.schema) === key;
    return isWhole || shown === undefined ? (shown ?? other) : other && { ...other, ...shown };
  }

  #placeIn({ operation }: MemoryRequest): RecordPlace | undefined {
    const success = this.#schemas.successOf(operation);
    return success && locateRecords(this.#schemas, success.schema, undefined, false);
  }
}

/** Whether a response is JSON or has no body. */
export function hasJson({ headers, body }: PlainResponse): boolean {
  return body === "" || isJson(String(headers["content-type"] ?? ""));
}

/** The parsed body of a response. Undefined if it is not JSON. */
export function exampleBody({ body }: PlainResponse): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
