import { resolve } from "./document.js";
import { asList, asObject, isObject, type JsonObject } from "./json.js";
import { findExample, type Operation } from "./operations.js";
import { jsonResponse, type PlainResponse } from "./server.js";

/** Responds as the document documents errors. */
export class DocumentedErrors {
  readonly #document: JsonObject;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** The document's own example of an error. Without one, a body with a message. */
  example(operation: Operation | undefined, status: number, message: string, about?: RegExp): PlainResponse {
    const named =
      operation && about && this.#examplesOf(operation, status).find((each) => about.test(each.name));
    const example = named ?? (operation && findExample(this.#document, operation, status));
    return jsonResponse(status, example?.body ?? { message }, example?.contentType ?? "application/json");
  }

  /** The first of some statuses that the operation documents, in the form of its example, with another message. */
  about(operation: Operation, statuses: readonly number[], message: string): PlainResponse {
    const [status = 400] = [...statuses.filter((each) => operation.responses.has(String(each))), ...statuses];
    const example = findExample(this.#document, operation, status);
    const body = isObject(example?.body) ? withMessage(example.body, message) : undefined;
    return jsonResponse(
      status,
      body ?? example?.body ?? { message },
      example?.contentType ?? "application/json",
    );
  }

  /** The documented error whose example says that something exists already. Undefined if there is none. */
  conflict(operation: Operation): PlainResponse | undefined {
    for (const status of [409, 422, 400]) {
      const found = this.#examplesOf(operation, status).find(({ body }) =>
        CONFLICT.test(JSON.stringify(body ?? "")),
      );
      if (found !== undefined) return jsonResponse(status, found.body, found.contentType);
    }
    return operation.responses.has("409")
      ? this.example(operation, 409, "a record with this value already exists")
      : undefined;
  }

  #examplesOf({ responses }: Operation, status: number): readonly NamedExample[] {
    const content = Object.entries(asObject(responses.get(String(status))?.content));
    return content.flatMap(([contentType, media]) => {
      const { example, examples } = asObject(media);
      const named = Object.entries(asObject(examples)).map(([name, each]) => ({
        name,
        contentType,
        body: resolve(this.#document, each).value,
      }));
      return example === undefined ? named : [{ name: "", contentType, body: example }, ...named];
    });
  }
}

interface NamedExample {
  readonly name: string;
  readonly contentType: string;
  readonly body: unknown;
}

const CONFLICT = /already[ _-]?(exists|in[ _-]?use|taken)|duplicate|not[ _-]unique/i;

const MESSAGES = ["message", "detail", "error_description", "error_message", "description", "error", "title"];

/** An error body with another message, in its own place for it. Undefined if it has none. */
export function withMessage(body: JsonObject, message: string): JsonObject | undefined {
  const name = MESSAGES.find((each) => typeof body[each] === "string");
  if (name !== undefined) return { ...body, [name]: message };
  for (const [key, value] of Object.entries(body)) {
    const inner = Array.isArray(value) ? asList(value)[0] : value;
    const changed = isObject(inner) ? withMessage(inner, message) : undefined;
    if (changed !== undefined) return { ...body, [key]: Array.isArray(value) ? [changed] : changed };
  }
  return undefined;
}
