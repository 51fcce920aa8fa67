import { type Diagnostic, diagnostic } from "../../diagnostics/index.ts";
import { define, describeValue, isRecord } from "../../spec/guards.ts";
import { nodeName, type Pointer, valueAt } from "../../spec/pointer.ts";
import type { SpecSource } from "../../spec/source.ts";
import { hasType, readAs } from "../repairs/member-types.ts";

/** A Swagger 2.0 document in which every member has the type that its conversion relies on. */
export interface RepairedSwagger {
  readonly value: object;
  readonly diagnostics: readonly Diagnostic[];
}

/** Corrects or removes what has the wrong type. The repairs after the conversion would come too late for it. */
export function repairSwagger(source: SpecSource): RepairedSwagger {
  const repair = new SwaggerRepair(source);
  const value = repair.kept(source.value, DOCUMENT, []);
  return { value: isRecord(value) ? value : {}, diagnostics: repair.diagnostics };
}

/** The members of a path that are operations. */
export const METHODS: readonly string[] = ["get", "put", "post", "delete", "options", "head", "patch"];

/** The type of a member. Members of objects that are not mentioned may have any type. */
type Shape =
  | { readonly type: "a string" | "an array of strings" | "anything" }
  | {
      readonly type: "an object";
      readonly members: { readonly [name: string]: Shape };
      readonly required?: string;
    }
  | { readonly type: "an object"; readonly each: Shape }
  | { readonly type: "an array"; readonly items: Shape };

const text = { type: "a string" } as const;
const texts = { type: "an array of strings" } as const;
const object = (members: { readonly [name: string]: Shape }, required?: string): Shape =>
  required === undefined ? { type: "an object", members } : { type: "an object", members, required };
const map = (each: Shape): Shape => ({ type: "an object", each });
const list = (items: Shape): Shape => ({ type: "an array", items });

const SCHEMA = object({ $ref: text });
const PARAMETER = object({ $ref: text, in: text, name: text, items: SCHEMA, schema: SCHEMA }, "in");
const RESPONSE = object({ $ref: text, schema: SCHEMA, headers: map(SCHEMA), examples: object({}) });
const MEDIA = { consumes: texts, produces: texts, schemes: texts };
const OPERATION = object({ ...MEDIA, parameters: list(PARAMETER), responses: map(RESPONSE) });
const PATH_ITEM = object({
  $ref: text,
  parameters: list(PARAMETER),
  ...Object.fromEntries(METHODS.map((method) => [method, OPERATION])),
});
const DOCUMENT = object({
  ...MEDIA,
  host: text,
  basePath: text,
  info: object({}),
  paths: map(PATH_ITEM),
  definitions: map(SCHEMA),
  parameters: map(PARAMETER),
  responses: map(RESPONSE),
  securityDefinitions: map(object({ type: text, flow: text, scopes: object({}) })),
});

class SwaggerRepair {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: SpecSource;

  constructor(source: SpecSource) {
    this.#source = source;
  }

  /** A copy of the value without what has the wrong type. `undefined` if the value itself has. */
  kept(value: unknown, shape: Shape, pointer: Pointer): unknown {
    if (shape.type !== "anything" && !hasType(value, shape.type)) {
      const meant = readAs(value, shape.type);
      const reading = meant === undefined ? "ignored" : `read as ${JSON.stringify(meant)}`;
      const facts = { name: nodeName(pointer), expected: shape.type, found: describeValue(value), reading };
      this.diagnostics.push(diagnostic("wrong-shape", facts, this.#source.locate(pointer)));
      return meant;
    }
    if ("items" in shape && Array.isArray(value))
      return value.map((item, index) => this.kept(item, shape.items, [...pointer, index])).filter(isPresent);
    if (!isRecord(value) || !("members" in shape || "each" in shape)) return structuredClone(value);
    const copy = {};
    for (const [name, member] of Object.entries(value)) {
      const kept = this.kept(member, shapeOf(shape, name), [...pointer, name]);
      if (kept !== undefined) define(copy, name, kept);
    }
    const required = "members" in shape ? shape.required : undefined;
    if (required === undefined || valueAt(copy, [required]) || valueAt(copy, ["$ref"])) return copy;
    const facts = { owner: "this parameter", name: required, reading: "this parameter is ignored" };
    this.diagnostics.push(diagnostic("missing-member", facts, this.#source.locate(pointer)));
    return undefined;
  }
}

function shapeOf(shape: Shape, name: string): Shape {
  const anything = { type: "anything" } as const;
  if ("each" in shape) return name.startsWith("x-") ? anything : shape.each;
  if (!("members" in shape) || !Object.hasOwn(shape.members, name)) return anything;
  return shape.members[name] ?? anything;
}

function isPresent(value: unknown): boolean {
  return value !== undefined;
}
