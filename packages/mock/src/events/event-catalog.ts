import { resolve } from "../document.js";
import { fittingValue } from "../fitting-values.js";
import { asList, asObject, isObject, type JsonObject } from "../json.js";
import { type Change, nounOf, previousValues, type Resource, wordsOf } from "../memory/index.js";
import { checkerFor } from "../schema-checker.js";
import { asMoment } from "./event-times.js";

/** An event that the document describes. */
export interface EventType {
  /** `book.created` */
  readonly name: string;
  readonly example: JsonObject;
  /** The schema of its body, in the prepared document. */
  readonly schema: JsonObject | undefined;
}

/** The events in `webhooks` of a document: which ones a change of a record causes, and what they contain. */
export class EventCatalog {
  readonly types: ReadonlyMap<string, EventType>;
  readonly #prepared: JsonObject;

  constructor(document: JsonObject, prepared: JsonObject) {
    this.#prepared = prepared;
    const webhooks = Object.entries(asObject(document.webhooks ?? document["x-webhooks"]));
    const own = asObject(prepared.webhooks ?? prepared["x-webhooks"]);
    this.types = new Map(
      webhooks.map(([name, item]) => {
        const content = contentOf(document, item);
        const [named] = Object.values(asObject(content.examples)).map(
          (each) => resolve(document, each).value,
        );
        const schema = resolve(document, content.schema);
        const example = [content.example, named, asList(schema.examples)[0], schema.example].find(isObject);
        const source = contentOf(prepared, own[name]).schema;
        return [name, { name, example: example ?? {}, schema: isObject(source) ? source : undefined }];
      }),
    );
  }

  /** Names of the events that a change causes. */
  causedBy({ kind, resource, before, after }: Change): readonly string[] {
    const nouns = nounsOf(resource, after);
    const own = [...this.types.keys()].filter((name) => nouns.has(subjectOf(name)));
    // A record can be called by the name of its type, too: a folder is a file. The more precise name counts.
    const precise = own.filter((name) => subjectOf(name) === precisely(after));
    const names = precise.length > 0 ? precise : own;
    if (kind === "deleted") return names.filter((name) => DELETED.has(verbOf(name)));
    if (kind === "created") {
      const created = names.filter((name) => verbOf(name) === "created");
      return created.length > 0 ? created : names.filter((name) => SENT.has(verbOf(name))).slice(0, 1);
    }
    const updated = names.filter((name) => UPDATED.has(verbOf(name)));
    return [...updated, ...names.filter((name) => became(before ?? {}, after, verbOf(name)))];
  }

  /**
   * The body of an event.
   *
   * @param data The record that it is about; without one, that of the example.
   * @throws Error when the document has no such event.
   */
  body(name: string, at: number, data?: unknown, before?: JsonObject): JsonObject {
    const type = this.types.get(name);
    if (type === undefined) {
      const known = [...this.types.keys()].join(", ");
      throw new Error(
        `the document has no event ${JSON.stringify(name)}; it has: ${known === "" ? "none" : known}`,
      );
    }
    const { previousAttributes: _, ...example } = type.example;
    const record = recordName(type.example);
    const entries = Object.entries(example).map(([key, value]) => {
      if (key === record) return [key, data ?? value] as const;
      return [key, asMoment(key, value, at)] as const;
    });
    const changed = before !== undefined && isObject(data) ? previousValues(before, data) : undefined;
    const previous = changed !== undefined && this.#hasPrevious(type) ? { previousAttributes: changed } : {};
    return this.#fitted(type, { ...Object.fromEntries(entries), ...previous });
  }

  #hasPrevious({ example, schema }: EventType): boolean {
    return "previousAttributes" in example || "previousAttributes" in asObject(schema?.properties);
  }

  #fitted({ schema }: EventType, body: JsonObject): JsonObject {
    if (schema === undefined) return body;
    const checker = checkerFor(this.#prepared, "response");
    return asObject(fittingValue(checker, checker.directed(schema), body) ?? body);
  }
}

const DELETED = new Set(["deleted", "removed", "destroyed"]);
const UPDATED = new Set(["updated", "changed", "modified"]);
const SENT = new Set(["sent", "requested", "added", "submitted", "succeeded", "new", "opened"]);

function contentOf(document: JsonObject, item: unknown): JsonObject {
  const { requestBody } = asObject(resolveIn(document, item).post);
  return asObject(Object.values(asObject(resolveIn(document, requestBody).content))[0]);
}

/** References of a prepared document start at its own root. */
function resolveIn(document: JsonObject, value: unknown): JsonObject {
  const reference = asObject(value).$ref;
  if (typeof reference !== "string") return asObject(value);
  return resolve(document, { $ref: reference.replace(/^#\/__bundled__/, "#") });
}

function subjectOf(name: string): string {
  const words = wordsOf(name);
  return nounOf(words.slice(0, -1).join(" ")).join(" ");
}

function verbOf(name: string): string {
  return wordsOf(name).at(-1) ?? "";
}

function nounsOf({ nouns }: Resource, record: JsonObject): ReadonlySet<string> {
  const all = [...nouns.map((noun) => noun.join(" ")), precisely(record)];
  // The last word of a noun is often enough: a task comment is a comment.
  const short = nouns.map((noun) => noun.at(-1) ?? "");
  return new Set([...all, ...short]);
}

/** The type that a record states. */
function precisely({ object, type, kind }: JsonObject): string {
  const own = [object, type, kind].find((each) => typeof each === "string");
  return own === undefined ? "" : nounOf(String(own)).join(" ");
}

/** Whether a record got the state that a verb names: `status` is now `completed`, or `isArchived` is now true. */
function became(before: JsonObject, after: JsonObject, verb: string): boolean {
  return Object.entries(after).some(([name, value]) => {
    if (before[name] === value) return false;
    if (value === true) return wordsOf(name).at(-1) === verb;
    return typeof value === "string" && value.toLowerCase() === verb;
  });
}

/** The property of an event with the record that it is about. */
function recordName(example: JsonObject): string {
  const objects = Object.entries(example).filter(([, value]) => isObject(value));
  return (
    objects.find(([name]) => /^(data|payload|object|resource)$/.test(name))?.[0] ?? objects[0]?.[0] ?? "data"
  );
}
