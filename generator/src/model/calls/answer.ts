import type { NamedOperation } from "../../names/calls/index.ts";
import { wordsIn } from "../../names/letters.ts";
import { singular } from "../../names/words.ts";
import type { MediaTypeObject, ResponseObject, Schema, SchemaObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import type { FoundOperation } from "./found-operation.ts";

/** The result of an operation, as far as the name of its call depends on it. */
export function answerOf(context: ModelContext, operation: FoundOperation): NamedOperation["answer"] {
  const schema = successSchema(context, operation);
  if (schema === undefined) return "other";
  const shape = shapeOf(context, schema);
  if (shape.isArray) return "list";
  if (shape.properties.size === 0) return "other";
  return isPage(context, inEnvelope(context, shape), operation.path) ? "list" : "item";
}

interface Shape {
  isArray: boolean;
  readonly properties: Map<string, Schema>;
}

/** The JSON schema of the first successful response that has one. Names do not depend on its location. */
function successSchema(context: ModelContext, { value }: FoundOperation): Schema | undefined {
  const { responses = {} } = value;
  const successes = Object.keys(responses).filter((status) => /^2(\d\d|XX)$/i.test(status));
  for (const status of [
    ...successes.sort(),
    ...("default" in responses && successes.length === 0 ? ["default"] : []),
  ]) {
    const { value: response } = context.resolve<ResponseObject>(responses[status] ?? {}, []);
    for (const [type, media] of Object.entries(response.content ?? {})) {
      if (!/json|^(\*|application)\/\*/i.test(type)) continue;
      const { value: own } = context.resolve<MediaTypeObject>(media, []);
      if (own.schema !== undefined) return own.schema;
    }
  }
  return undefined;
}

/** The shape of a schema, with its references, `allOf` and unions. */
function shapeOf(context: ModelContext, schema: Schema): Shape {
  const shape: Shape = { isArray: false, properties: new Map() };
  const seen = new Set<unknown>();
  const open = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "boolean") continue;
    const { value } = context.resolve<SchemaObject>(next, []);
    if (seen.has(value)) continue;
    seen.add(value);
    shape.isArray ||=
      [value.type].flat().includes("array") || (value.type === undefined && value.items !== undefined);
    for (const [name, property] of Object.entries(value.properties ?? {}))
      shape.properties.set(name, property);
    const members = COMBINATIONS.flatMap((keyword) => value[keyword] ?? []);
    open.push(...members.reverse());
  }
  return shape;
}

const COMBINATIONS = ["allOf", "oneOf", "anyOf"] as const;

/** The properties of an object, or of the nested object with the data: `{ success, data: { items, total } }`. */
function inEnvelope(context: ModelContext, { properties }: Shape): Shape["properties"] {
  const content = [...properties].find(([name]) => ENVELOPES.test(name))?.[1];
  const shape = content === undefined ? undefined : shapeOf(context, content);
  return shape === undefined || shape.isArray || shape.properties.size === 0 ? properties : shape.properties;
}

const ENVELOPES = /^(data|result|payload|response|body)$/i;

/**
 * True if an object is a page: it has no identifier, and one array, which is named after the path, has a usual name, or is
 * accompanied by a position.
 */
function isPage(context: ModelContext, properties: ReadonlyMap<string, Schema>, path: string): boolean {
  const names = [...properties.keys()];
  if (names.some((name) => IDENTIFIERS.test(name))) return false;
  const arrays = names.filter((name) => isArray(context, properties.get(name)));
  const last = /([^/{}]+)\/?$/.exec(path.replace(/\/?\{[^}]*\}\/?$/, ""))?.[1] ?? "";
  return (
    arrays.some((name) => USUAL.test(name) || sameWords(name, last)) ||
    (arrays.length === 1 && names.some((name) => POSITIONS.test(name)))
  );
}

const IDENTIFIERS = /^_?(id|uuid|guid|gid|sid|key)$/i;
const USUAL =
  /^(data|items?|results?|records|values|entries|elements|list|objects|rows|hits|content|edges|nodes)$/i;
const POSITIONS =
  /^(links?|meta(data)?|paging|pagination|page.*|(has|is)_?(more|next).*|next.*|.*cursor|total.*|count|offset|limit|.*_token)$/i;

function isArray(context: ModelContext, property: Schema | undefined): boolean {
  return property !== undefined && shapeOf(context, property).isArray;
}

/** True if a property has the name of a path segment: `knowledgeBases` and `knowledge_bases`. */
function sameWords(name: string, segment: string): boolean {
  const key = (text: string) =>
    wordsIn(text)
      .map((word) => singular(word.toLowerCase()))
      .join(" ");
  return key(name) === key(segment) || (key(segment) !== "" && key(name).endsWith(key(segment)));
}
