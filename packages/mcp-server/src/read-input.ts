import type { Schema, Types } from "./catalogue.ts";
import { contentOf } from "./content.ts";
import { limitProblem } from "./limits.ts";
import { didYouMean } from "./near-names.ts";
import { resolved, shortType } from "./type-text.ts";

/** An input as the client takes it, and what is wrong with it. */
export interface ReadInput {
  readonly value: unknown;
  /** Sentences such as "`status` must be one of "todo", "done", not "x"." Empty: the input is valid. */
  readonly problems: readonly string[];
}

/**
 * Checks an input against its schema, and converts what JSON cannot contain: files and 64-bit integers. Patterns are not checked, because
 * one of an untrusted document may take exponential time; the API checks them.
 */
export function readInput(value: unknown, schema: Schema, types: Types): ReadInput {
  const problems: string[] = [];
  const read = new Reader(types, problems).read(value, schema, "");
  return { value: read, problems };
}

/** Reads a value, and collects what is wrong with it. */
class Reader {
  readonly #types: Types;
  readonly #problems: string[];

  constructor(types: Types, problems: string[]) {
    this.#types = types;
    this.#problems = problems;
  }

  /** @param isPart Whether other schemas describe the same object, so that properties may be unknown to this one. */
  read(value: unknown, written: Schema, path: string, isPart = false): unknown {
    const schema = resolved(written, this.#types);
    if (schema.anyOf !== undefined) return this.#readAny(value, schema.anyOf, path, isPart);
    if (schema.allOf !== undefined) return this.#readAll(value, schema, path, isPart);
    if (schema.format === "binary") return this.#readContent(value, path);
    if (schema.format === "bigint" || schema.format === "digits")
      return this.#readInteger(value, schema.format, path);
    if (schema.const !== undefined && value !== schema.const)
      return this.#fail(path, `must be ${JSON.stringify(schema.const)}, not ${shown(value)}.`);
    if (schema.enum !== undefined && !schema.enum.includes(value))
      return this.#failEnum(value, schema.enum, path);
    if (!hasType(value, schema.type))
      return this.#fail(path, `must be ${shortType(schema, this.#types)}, not ${shown(value)}.`);
    const limit = limitProblem(value, schema);
    if (limit !== undefined) return this.#fail(path, limit);
    if (Array.isArray(value)) return this.#readItems(value, schema, path);
    return isObject(value) ? this.#readObject(value, schema, path, isPart) : value;
  }

  #fail(path: string, problem: string): undefined {
    this.#problems.push(`${path === "" ? "The input" : `\`${path}\``} ${problem}`);
  }

  #failEnum(value: unknown, values: readonly unknown[], path: string): undefined {
    const known = values.map((each) => JSON.stringify(each)).join(", ");
    const names = values.filter((each) => typeof each === "string");
    const near = typeof value === "string" ? didYouMean(value, names) : "";
    return this.#fail(path, `must be one of ${known}, not ${shown(value)}.${near}`);
  }

  #failUnknown(path: string, name: string, names: readonly string[]): void {
    const known = names.length === 0 ? "There are none." : `There are: ${names.join(", ")}.`;
    this.#fail(joined(path, name), `does not exist.${didYouMean(name, names) || ` ${known}`}`);
  }

  #readContent(value: unknown, path: string): unknown {
    const { content, problem } = contentOf(value);
    return problem === undefined ? content : this.#fail(path, problem);
  }

  #readInteger(value: unknown, format: "bigint" | "digits", path: string): unknown {
    const isExact = Number.isSafeInteger(value) || (typeof value === "string" && /^-?\d+$/.test(value));
    if (!isExact)
      return this.#fail(
        path,
        `must be an integer, not ${shown(value)}. Pass large ones as a string of digits.`,
      );
    return format === "bigint" ? BigInt(value as string | number) : String(value);
  }

  #readItems(
    items: readonly unknown[],
    { prefixItems = [], items: rest = {} }: Schema,
    path: string,
  ): unknown {
    if (rest === false && items.length > prefixItems.length)
      return this.#fail(path, `must have at most ${prefixItems.length} items, not ${items.length}.`);
    return items.map((item, index) =>
      this.read(item, prefixItems[index] ?? (rest || {}), `${path}[${index}]`),
    );
  }

  #readObject(value: JsonObject, schema: Schema, path: string, isPart: boolean): unknown {
    const { properties = {}, required = [], additionalProperties, patternProperties = {} } = schema;
    for (const name of required) {
      if (Object.hasOwn(value, name) && value[name] !== undefined) continue;
      const { description } = resolved(properties[name] ?? {}, this.#types);
      const about = properties[name]?.description ?? description;
      this.#fail(joined(path, name), `is required${about === undefined ? "." : `: ${firstSentence(about)}`}`);
    }
    const entries = Object.entries(value).map(([name, item]) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
      const other = own ?? matching(name, patternProperties) ?? additionalProperties;
      if (other === false && !isPart) this.#failUnknown(path, name, Object.keys(properties));
      return [name, other ? this.read(item, other, joined(path, name)) : item] as const;
    });
    return Object.fromEntries(entries);
  }

  /** Reads what one of several schemas describes: the one with the fewest problems. */
  #readAny(value: unknown, schemas: readonly Schema[], path: string, isPart: boolean): unknown {
    let best: ReadInput | undefined;
    for (const schema of schemas) {
      const problems: string[] = [];
      const read = new Reader(this.#types, problems).read(value, schema, path, isPart);
      if (problems.length === 0) return read;
      const fitsKind = hasType(value, resolved(schema, this.#types).type);
      const cost = (tried: ReadInput) => tried.problems.length;
      const isBetter = best === undefined || (fitsKind && cost({ value: read, problems }) < cost(best));
      if (isBetter) best = { value: read, problems };
    }
    const isSimple = schemas.every((schema) => resolved(schema, this.#types).properties === undefined);
    if (!isSimple || best === undefined) this.#problems.push(...(best?.problems ?? []));
    else this.#fail(path, `must be ${shortType({ anyOf: schemas }, this.#types)}, not ${shown(value)}.`);
    return value;
  }

  /** Reads what several schemas describe together. Each knows only some of the properties. */
  #readAll(value: unknown, { allOf = [] }: Schema, path: string, isPart: boolean): unknown {
    const read = allOf.map((schema) => this.read(value, schema, path, true));
    if (!isObject(value)) return read[0];
    const names = allOf.map((schema) => this.#namesOf(schema));
    const known = names.flatMap((own) => own ?? []);
    const unknown = Object.keys(value).filter((name) => !known.includes(name));
    if (!isPart && !names.includes(undefined))
      for (const name of unknown) this.#failUnknown(path, name, known);
    const changed = read
      .filter(isObject)
      .flatMap((part) => Object.entries(part).filter(([name, item]) => item !== value[name]));
    return { ...value, ...Object.fromEntries(changed) };
  }

  /** The properties of an object. Undefined if it may have others. */
  #namesOf(written: Schema): readonly string[] | undefined {
    const schema = resolved(written, this.#types);
    if (schema.anyOf !== undefined || schema.allOf !== undefined) {
      const parts = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])].map((part) => this.#namesOf(part));
      return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
    }
    return schema.additionalProperties === false ? Object.keys(schema.properties ?? {}) : undefined;
  }
}

type JsonObject = { readonly [name: string]: unknown };

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasType(value: unknown, type: Schema["type"]): boolean {
  if (type === undefined) return true;
  return [type].flat().some((each) => {
    switch (each) {
      case "integer":
        return Number.isInteger(value);
      case "array":
        return Array.isArray(value);
      case "object":
        return isObject(value);
      case "null":
        return value === null;
      default:
        return typeof value === each;
    }
  });
}

function matching(name: string, patterns: NonNullable<Schema["patternProperties"]>): Schema | undefined {
  // Catalogues contain only prefixes, suffixes and numbers as patterns.
  return Object.entries(patterns).find(([pattern]) => new RegExp(pattern, "u").test(name))?.[1];
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** A value in a message, at most 60 characters of it. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function firstSentence(text: string): string {
  const [sentence = ""] = /^.*?[.!?](?=\s|$)/s.exec(text) ?? [text];
  return sentence.trim().slice(0, 300);
}
