import { createHash } from "node:crypto";
import { faker } from "@faker-js/faker/locale/en";
import type { DirectedSchema } from "../directed-schema.js";
import { fittingValue } from "../fitting-values.js";
import { asList, asObject, isObject, type JsonObject } from "../json.js";
import { numberFor } from "../made-scalars.js";
import { newId } from "./ids.js";
import { isChangeTime, isCreationTime, momentIn, momentLike } from "./moments.js";
import { withPathsToNames } from "./path-names.js";
import type { References } from "./references.js";
import type { Resource } from "./resources.js";
import type { Schemas } from "./schemas.js";
import { newPersona, type Persona, textFor } from "./texts.js";

/** Chooses the ID of an existing record. Undefined if there is none. */
export type ChooseId = (resource: Resource, random: number) => string | number | undefined;

const DAY = 86_400_000;

/** Moments without an example are about this one, so that the data depend on the seed alone. */
const EPOCH = Date.UTC(2025, 2, 1, 9);

/** Makes records that look real: examples of the document with other names, texts, times, IDs and references. */
export class RecordMaker {
  readonly #schemas: Schemas;
  readonly #references: References;
  readonly #seed: number;

  constructor(schemas: Schemas, references: References, seed: number) {
    this.#schemas = schemas;
    this.#references = references;
    this.#seed = seed;
  }

  /** The ID of the record with a number. */
  idOf({ key, id, schema, examples }: Resource, number: number): string | number | undefined {
    if (id === undefined) return undefined;
    const rules = this.#schemas.rulesOf(asObject(asObject(this.#schemas.rulesOf(schema).properties)[id]));
    return newId(examples[0]?.[id], rules.format, [rules.type].flat()[0], `${this.#seed} ${key} ${number}`);
  }

  /** The record with a number: always the same for a seed. */
  seeded(resource: Resource, number: number, choose: ChooseId): JsonObject {
    const example = resource.examples[number % Math.max(1, resource.examples.length)];
    const digest = createHash("sha256").update(`${this.#seed} ${resource.key} ${number}`).digest();
    faker.seed(digest.readUInt32BE());
    const making: Making = {
      resource,
      number,
      choose,
      persona: newPersona(),
      shift: -faker.number.int({ min: 0, max: 60 * DAY }),
      chosen: new Map(),
    };
    const made = asObject(this.#make(this.#schemas.directed(resource.schema), example, { ...ROOT, making }));
    const named = withPathsToNames(resource.pathNames, made);
    return this.fitted(resource, this.#identified(resource, named, number));
  }

  /**
   * A record that is created now.
   *
   * @param example The record in the example of the operation that creates it.
   * @param at The current time, in ms since 1970.
   */
  created(resource: Resource, example: JsonObject | undefined, number: number, at: number): JsonObject {
    const made = example ?? this.seeded(resource, number, () => undefined);
    const entries = Object.entries(made).map(([name, value]) => [
      name,
      typeof value === "string" && isCounter(name) ? counted(value, number) : value,
    ]);
    return withTimes(this.#identified(resource, Object.fromEntries(entries), number), at, true);
  }

  /** The record with what its schema requires. */
  fitted({ schema }: Resource, record: JsonObject): JsonObject {
    return asObject(this.fit(schema, record) ?? record);
  }

  /** A value that a schema allows, close to a given one. Undefined if there is none. */
  fit(schema: JsonObject, value: unknown): unknown {
    const { checker } = this.#schemas;
    return fittingValue(checker, checker.directed(schema), value);
  }

  #identified(resource: Resource, record: JsonObject, number: number): JsonObject {
    const id = this.idOf(resource, number);
    if (id === undefined || resource.id === undefined) return record;
    const links = withLinksTo(record, record[resource.id], id);
    return { ...asObject(links), [resource.id]: id };
  }

  #make(schema: DirectedSchema, example: unknown, place: Place): unknown {
    const rules = this.#schemas.rulesOfDirected(schema);
    if ("const" in rules) return rules.const;
    if (example === null || typeof example === "boolean") return example;
    const target = this.#references.target(place.name, place.making.resource);
    if (target !== undefined) return this.#reference(target, example, rules, place);
    if (Array.isArray(rules.enum)) {
      const known = rules.enum.filter((each) => each !== null);
      return rules.enum.includes(example)
        ? example
        : faker.helpers.arrayElement(known.length > 0 ? known : [null]);
    }
    const members = this.#schemas.membersOf(rules);
    if (members !== undefined) {
      const allows = (member: DirectedSchema) => this.#schemas.checker.allows(member, example);
      const fitting = example === undefined ? undefined : members.find(allows);
      const usual = members.find((member) => asObject(member).type !== "null");
      return this.#make(fitting ?? usual ?? true, example, place);
    }
    if (place.depth > MAX_DEPTH) return example;
    if (isObject(example) || isObject(rules.properties)) return this.#object(rules, example, place);
    if (Array.isArray(example) || rules.items !== undefined) return this.#array(rules, example, place);
    return this.#scalar(rules, example, place);
  }

  #object(rules: JsonObject, example: unknown, place: Place): JsonObject {
    const properties = asObject(rules.properties);
    const required = asList(rules.required).map(String);
    const own = isObject(example) ? Object.keys(example) : place.depth > 2 ? [] : Object.keys(properties);
    const entries = [...new Set([...own, ...required])].map((name) => {
      const value = asObject(example)[name];
      const child = { ...place, name, depth: place.depth + 1, path: `${place.path}.${name}` };
      return [name, this.#make((properties[name] ?? true) as DirectedSchema, value, child)] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  #array(rules: JsonObject, example: unknown, place: Place): readonly unknown[] {
    const items = (rules.items ?? true) as DirectedSchema;
    const length = Number(rules.minItems ?? 1);
    const given = Array.isArray(example) ? example : Array.from({ length }, () => undefined);
    return given.flatMap((item, index) => {
      const child = { ...place, depth: place.depth + 1, path: `${place.path}.${index}` };
      const made = this.#make(items, item, child);
      return made === undefined ? [] : [made];
    });
  }

  /** A reference, or an array of them, to existing records. References of one record to one resource agree. */
  #reference(resource: Resource, example: unknown, rules: JsonObject, { making }: Place): unknown {
    if (example === "" || (Array.isArray(example) && example.length === 0)) return example;
    const known = making.chosen.get(resource);
    const id = known ?? making.choose(resource, faker.number.float());
    if (id === undefined) return example;
    making.chosen.set(resource, id);
    return Array.isArray(example) || [rules.type].flat().includes("array") ? [id] : id;
  }

  #scalar(rules: JsonObject, example: unknown, place: Place): unknown {
    const { name, making, path } = place;
    const types = [rules.type].flat();
    const format = rules.format;
    if (place.depth > 1 && name === "id") {
      return newId(
        example,
        format,
        types[0],
        `${this.#seed} ${making.resource.key} ${making.number} ${path}`,
      );
    }
    const at = momentIn(example);
    if (at !== undefined) return momentLike(example, format, at + making.shift);
    if (format === "date-time" || format === "date")
      return momentLike(undefined, format, EPOCH + making.shift);
    if (types.includes("integer") || types.includes("number")) return example ?? this.#number(rules, name);
    if (types.includes("boolean")) return example ?? faker.datatype.boolean();
    const text = typeof example === "string" ? example : undefined;
    if (text !== undefined && isCounter(name)) return counted(text, making.number);
    const noun = asList(making.resource.nouns[0]).join(" ");
    const made = text === "" ? undefined : textFor({ name, noun, persona: making.persona, example: text });
    if (made !== undefined) return made;
    if (text !== undefined || !(types.includes("string") || types[0] === undefined)) return example;
    return format === undefined && rules.pattern === undefined ? faker.word.words(2) : undefined;
  }

  #number(rules: JsonObject, name: string): number {
    const least = numberFor(rules);
    const isMoney = /amount|price|total|cost|balance|fee/i.test(name);
    const most = Math.min(
      Number(rules.maximum ?? Number.POSITIVE_INFINITY),
      least + (isMoney ? 50_000 : 100),
    );
    return Number.isInteger(least) && rules.multipleOf === undefined && most > least
      ? faker.number.int({ min: least, max: most })
      : least;
  }
}

/** Whether a property numbers the records. */
function isCounter(name: string): boolean {
  return /^(number|label|code|reference|key|slug)$/i.test(name);
}

function counted(text: string, number: number): string {
  return text.replace(/\d+$/, (digits) => String(Number(digits) + number));
}

/** A value whose texts that contain an ID, such as the URL of the record, contain another one. A text that is the ID refers to something else. */
function withLinksTo(value: unknown, before: unknown, id: string | number): unknown {
  if (typeof before !== "string" || before.length < SHORTEST_LINKED_ID) return value;
  if (typeof value === "string") return value === before ? value : value.replaceAll(before, String(id));
  if (Array.isArray(value)) return value.map((item) => withLinksTo(item, before, id));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, withLinksTo(child, before, id)]),
  );
}

/** Shorter IDs occur in other words. */
const SHORTEST_LINKED_ID = 6;

/** A record with the times that a server sets: of its creation, or of its last change. */
export function withTimes(record: JsonObject, at: number, isNew: boolean): JsonObject {
  const entries = Object.entries(record).map(([name, value]) => {
    const isSet = isChangeTime(name) || (isNew && isCreationTime(name));
    return [name, isSet && value !== null ? (momentLike(value, undefined, at) ?? value) : value] as const;
  });
  return Object.fromEntries(entries);
}

interface Making {
  readonly resource: Resource;
  readonly number: number;
  readonly choose: ChooseId;
  readonly persona: Persona;
  /** By how much times differ from those of the example, in ms. */
  readonly shift: number;
  readonly chosen: Map<Resource, string | number>;
}

interface Place {
  readonly name: string;
  readonly path: string;
  readonly depth: number;
  readonly making: Making;
}

const ROOT = { name: "", path: "", depth: 0 };
const MAX_DEPTH = 8;
