import { buildModel, loadConfig, type NamedType, readDocument } from "@copilot-sdk/generator";
import { type Factory, factoriesOf, type ValueTypes } from "@copilot-sdk/runtime/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { hasFactory } from "../../src/testing-module.ts";
import { ValueTypeWriter } from "../../src/value-types.ts";

/** What the factories of a document created. */
export interface CheckedDocument {
  /** The number of types whose values were checked. */
  readonly types: number;
  readonly values: number;
  /** What is wrong with the first invalid value of each type, and the value. */
  readonly invalid: readonly string[];
}

/** Creates values of each type of the responses and events of a document, and validates them against its schemas. */
export async function checkDocument(
  files: readonly string[],
  cwd: string,
  count: number = 5,
): Promise<CheckedDocument> {
  const config = await loadConfig({ cwd, specFiles: [...files], out: "sdk" });
  const { document, written } = await readDocument(config, () => {});
  const { model } = buildModel(document, config);
  const writer = new ValueTypeWriter(model.types);
  const entries = model.types.map((type) => [type.name, writer.named(type)] as const);
  const types = Object.fromEntries(entries) as ValueTypes;
  const made = model.types.filter(hasFactory);
  const names = made.map(({ name }) => name);
  const validatorOf = validators([document.root, written.root]);
  const invalid: string[] = [];
  let values = 0;
  for (const optional of [true, false]) {
    const factories = factoriesOf<Record<string, Factory<unknown>>>(types, names, { seed: 7, optional });
    for (const type of made) {
      const create = factories[type.name];
      const problem = create && firstProblem(create.list(count), validatorOf(type));
      values += count;
      if (problem !== undefined) invalid.push(`${type.name}: ${problem}`);
    }
  }
  return { types: made.length, values, invalid };
}

type Validate = (value: unknown) => string | undefined;

function firstProblem(values: readonly unknown[], validate: Validate): string | undefined {
  for (const value of values) {
    const problem = validate(value);
    if (problem !== undefined) return `${problem} in ${JSON.stringify(value).slice(0, 300)}`;
  }
  return undefined;
}

/** @param roots The document in its canonical form and as it is written. Some places exist only in one of them. */
function validators(roots: readonly unknown[]): (type: NamedType) => Validate {
  const ajv = new Ajv2020({ strict: false, validateFormats: true, logger: false });
  addFormats.default(ajv);
  roots.forEach((root, index) => {
    ajv.addSchema(received(root) as object, `document${index}`);
  });
  return ({ place }) => {
    const index = roots.findIndex((root) => isPresent(root, place));
    const keys = place.map((key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1"));
    const validate = ajv.compile({ $ref: `document${index}#/${keys.map(encodeURIComponent).join("/")}` });
    return (value) => {
      if (validate(value)) return undefined;
      const [error] = validate.errors ?? [];
      return `${error?.instancePath} ${error?.message} ${JSON.stringify(error?.params)}`;
    };
  };
}

function isPresent(node: unknown, [key, ...rest]: readonly (string | number)[]): boolean {
  if (key === undefined) return true;
  if (typeof node !== "object" || node === null || !(key in node)) return false;
  return isPresent((node as { readonly [key: string]: unknown })[key], rest);
}

/** Limits that are excluded, as in JSON Schema: in OpenAPI 3.0, a limit has a boolean beside it. */
function withExclusiveLimits(schema: { readonly [key: string]: unknown }): {
  readonly [key: string]: unknown;
} {
  let result = schema;
  for (const [limit, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    if (typeof result[exclusive] !== "boolean") continue;
    const { [limit]: value, [exclusive]: isExclusive, ...rest } = result;
    result = { ...rest, [isExclusive === true ? exclusive : limit]: value };
  }
  return result;
}

/** A schema that also accepts null. The pointers to its parts stay the same. */
function withNull({ type, enum: values, ...own }: { readonly [key: string]: unknown }): object {
  const keyword = ["anyOf", "oneOf"].find((name) => Array.isArray(own[name]));
  if (keyword !== undefined) return { ...own, [keyword]: [...(own[keyword] as unknown[]), { type: "null" }] };
  if (type === undefined) return { anyOf: [own, { type: "null" }] };
  return { ...own, type: [type, "null"].flat(), ...(Array.isArray(values) && { enum: [...values, null] }) };
}

/**
 * The document for responses: they lack what only requests have, and properties that are required but not described, which is a mistake of a
 * document.
 */
function received(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(received);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, ...own } = withExclusiveLimits(node as { readonly [key: string]: unknown });
  if (nullable === true) return received(withNull(own));
  const { required, ...rest } = own;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, received(value)]));
  const properties = (rest.properties ?? {}) as { readonly [name: string]: { readonly writeOnly?: unknown } };
  if (!Array.isArray(required))
    return required === undefined ? inner : { ...inner, required: received(required) };
  const isMistake = (name: string) =>
    rest.properties !== undefined && rest.allOf === undefined && !(name in properties);
  const kept = required.filter((name: string) => properties[name]?.writeOnly !== true && !isMistake(name));
  return { ...inner, required: kept };
}
