import type { ParameterObject, Pointer, RequestBodyObject, Schema, SchemaObject } from "../../spec/index.ts";
import { canHaveBody } from "../calls/found-operation.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { variantsOf } from "../schemas/reading/discriminator.ts";
import { isUnion } from "../schemas/reading/object-shape.ts";
import { oneWay } from "../schemas/reading/one-way.ts";
import { objectOf } from "../schemas/rules/objects.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { argumentNames } from "./argument-names.ts";
import type { KeptArguments } from "./kept-arguments.ts";
import { chooseBody, isTyped, type Media, unusualContentType } from "./media.ts";
import { type GroupedMedia, groupMedia, namesOf, wordOf } from "./media-groups.ts";
import { ownerName } from "./owner-name.ts";
import { buildPayload, mayBeNull } from "./payloads.ts";
import type { NamedPayload, RawBody } from "./raw-model.ts";

/** The parameters next to a body. */
interface BesideBody {
  readonly parameters: readonly Located<ParameterObject>[];
  readonly kept: KeptArguments;
}

/**
 * Builds a request body: the default, and alternatives that carry different data.
 *
 * @param beside The other parameters of the operation.
 */
export function buildBody(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
  { parameters, kept }: BesideBody,
): RawBody | undefined {
  const { requestBody } = operation.value;
  if (requestBody === undefined) return undefined;
  const body = context.resolve<RequestBodyObject>(requestBody, [...operation.pointer, "requestBody"]);
  const content = { value: body.value.content ?? {}, pointer: [...body.pointer, "content"] };
  const chosen = chooseBody(context, content);
  if (chosen === undefined) return undefined;
  if (!canHaveBody(operation.method)) {
    context.report("unsendable-body", { method: operation.method }, body.pointer);
    return undefined;
  }
  const grouped = groupMedia(context, chosen);
  reportMedia(context, grouped);
  const required = body.value.required ?? isTakenAsRequired(context, operation, chosen, body.pointer);
  const owner = ownerName(context, body.pointer, operation.id);
  const { description } = body.value;
  const about = { docs: description === undefined ? {} : { description }, place: body.pointer };
  const inPath = parameters.filter(({ value }) => value.in === "path").map(({ value }) => value.name);
  // A new parameter must not take the name of an existing property of the body.
  const inBody = kept.wasSpread ? propertiesInBody(context, chosen) : [];
  const usual = buildPayload(context, types, chosen, {
    owner,
    taken: new Set(argumentNames(parameters, kept, { inBody }).values()),
    whole: { ...about, name: bodyName(new Set(inPath)) },
    required,
  });
  const whole = usual.model.parameter;
  const taken = new Set(argumentNames(parameters, kept, { whole, inBody }).values());
  const alternatives = grouped.alternatives.map((group): NamedPayload => {
    const word = wordOf(group);
    const payload = buildPayload(context, types, group[0], {
      owner: `${owner}${word}`,
      taken,
      whole: { ...about, name: bodyName(taken) },
      required: true,
    });
    return { ...payload, word, mediaTypes: namesOf(group) };
  });
  const contentType = unusualContentType(chosen);
  const unused = [...grouped.equal, ...grouped.unsendable].map(({ mediaType }) => mediaType).sort();
  return {
    ...usual,
    model: {
      ...usual.model,
      ...(contentType !== undefined && { contentType }),
      ...(unused.length > 0 && { unused }),
      ...(!required && { optional: true as const }),
    },
    mediaTypes: namesOf(grouped.usual),
    alternatives,
  };
}

/**
 * True if a body is treated as required although the document does not declare it: it has required properties. Frameworks and authors
 * omit `required`, whose default is `false`. A PATCH often has the schema of the whole object, and changes some of its properties.
 */
function isTakenAsRequired(
  context: ModelContext,
  { method }: WrittenOperation,
  chosen: Media,
  pointer: Pointer,
): boolean {
  const { schema } = chosen;
  if (schema === undefined || mayBeNull(chosen) || method === "PATCH") return false;
  const needed = needsProperties(context, schema);
  if (needed) context.report("body-taken-as-required", {}, pointer);
  return needed;
}

/** True if each value that is sent has a property: an object has required ones, or all members of a union do, at any depth. */
function needsProperties(context: ModelContext, schema: Located<Schema>): boolean {
  const open = [schema];
  const seen = new Set<Schema>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value === "boolean") return false;
    const resolved = context.resolve<SchemaObject>(next.value, next.pointer);
    if (seen.has(resolved.value)) continue;
    seen.add(resolved.value);
    if (isUnion(resolved.value)) open.push(...variantsOf(resolved));
    else if (!requiresProperties(context, resolved)) return false;
  }
  return true;
}

/** True if an object has a required property that requests have. */
function requiresProperties(context: ModelContext, schema: Located<SchemaObject>): boolean {
  const shape = objectOf(context, schema);
  if (shape === undefined) return false;
  return [...shape.properties].some(
    ([name, { value }]) => shape.required.has(name) && oneWay(context, value) !== "response",
  );
}

/** The properties of a body that is an object. */
function propertiesInBody(context: ModelContext, { schema }: Media): readonly string[] {
  return [...((schema && objectOf(context, schema))?.properties.keys() ?? [])];
}

/** The parameter with a whole body: `body`, unless another parameter has that name. */
function bodyName(taken: ReadonlySet<string>): string {
  let name = "body";
  for (let number = 1; taken.has(name); number += 1) name = `requestBody${number === 1 ? "" : number}`;
  return name;
}

/** Reports media types that the SDK does not send, and parts of the usual body that it cannot encode. */
function reportMedia(context: ModelContext, { usual, alternatives, unsendable }: GroupedMedia): void {
  for (const { encoding, mediaType, media } of usual) {
    if (isTyped(encoding) || encoding === "binary") continue;
    context.report("unsupported-media-type", { mediaType }, media.pointer);
  }
  const [{ media }] = usual;
  if (media.value.itemSchema !== undefined) {
    const facts = { name: "itemSchema", reason: "the SDK sends the body as a whole" };
    context.report("unused-member", facts, [...media.pointer, "itemSchema"]);
  }
  if (unsendable.length === 0) return;
  const listed = (all: readonly Media[]) => all.map(({ mediaType }) => mediaType).join(", ");
  const facts = {
    unused: listed(unsendable),
    used: listed([...usual, ...alternatives.flat()]),
    what: "bodies",
  };
  context.report("unused-media-type", facts, media.pointer);
}
