import type { StreamEvents, StreamedCall, StreamFormat } from "../../api-model/calls.ts";
import type { RawProperty } from "../../api-model/raw-types.ts";
import type { OperationSample, ParamsType } from "../../api-model/requests.ts";
import { union } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import { streamHint } from "../../hints/index.ts";
import type { ParameterObject, StreamExtension } from "../../spec/index.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { type Media, mediaOf, streamFormat } from "./media.ts";
import { ownerName } from "./owner-name.ts";
import { responsesOf, successesOf } from "./responses.ts";
import { streamChoice } from "./stream-choice.ts";
import { type Described, itemSchema } from "./stream-items.ts";

/**
 * The stream that an operation returns. An operation that also has other responses needs a parameter that requests the stream;
 * without one, the stream is not used.
 */
export function buildStream(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
  { parameters, names }: GivenParameters,
): StreamedCall | undefined {
  if (operation.method === "HEAD") return undefined;
  const media = successesOf(responsesOf(context, operation)).flatMap(({ response }) =>
    mediaOf(context, { value: response.value.content ?? {}, pointer: [...response.pointer, "content"] }),
  );
  const [stream, ...others] = media
    .flatMap((own) => {
      const format = streamFormat(own.mediaType);
      return format === undefined ? [] : [{ ...own, format }];
    })
    .sort((a, b) => FORMATS.indexOf(a.format) - FORMATS.indexOf(b.format));
  if (stream === undefined) return undefined;
  // The settings for all streams are about events: the other formats have neither names nor markers.
  const common = stream.format === "eventStream" ? context.document.root["x-stream"] : undefined;
  const { extension: _, ...hinted } = streamHint(operation.value);
  const settings = { ...common, ...hinted, ...operation.value["x-stream"] };
  const { parameter, value, schema, errorProperty, ...ends } = settings;
  const isAlone = media.every(({ mediaType }) => streamFormat(mediaType) !== undefined);
  const asked = {
    ...(parameter !== undefined && { parameter: nameForCallers(operation, parameter, names) }),
    ...(value !== undefined && { value }),
  };
  const choice = streamChoice(types, parameters, asked);
  if (!isAlone && choice === undefined) {
    reportUnmatched(context, operation, asked);
    return undefined;
  }
  const unused = others.map(({ mediaType }) => mediaType).filter((type) => type !== stream.mediaType);
  if (unused.length > 0) {
    const facts = { unused: unused.join(", "), used: stream.mediaType, what: "streams" };
    context.report("unused-media-type", facts, stream.media.pointer);
  }
  const items = itemsOf(context, types, operation, stream, schema);
  const same = others.filter(({ mediaType }) => mediaType === stream.mediaType);
  const item = union(
    [items, ...same.map((own) => itemsOf(context, types, operation, own, schema))].map((own) => own.item),
  );
  const isItem = items.data !== "text" && declares(types, item, "error");
  const error = errorProperty ?? (isItem ? false : undefined);
  return {
    kind: "streamed",
    item,
    format: stream.format,
    ...(!isAlone && choice !== undefined && { choice }),
    events: {
      ...acceptOf(stream),
      ...(items.data !== undefined && { data: items.data }),
      ...(items.wholeEvents && { wholeEvents: true }),
      ...ends,
      ...(error !== undefined && { errorProperty: error }),
    },
  };
}

/** The parameters of a call. */
export interface GivenParameters {
  readonly parameters: readonly RawProperty[];
  /** Their names for callers, if different from the ones that are sent. */
  readonly names: ReadonlyMap<ParameterObject, string>;
}

/** The caller's name of a parameter that the document refers to by its sent name. */
function nameForCallers(
  { parameters }: WrittenOperation,
  name: string,
  names: GivenParameters["names"],
): string {
  const sent = parameters.find(({ value }) => value.name === name);
  return (sent && names.get(sent.value)) ?? name;
}

/** Reports a member of an operation that refers to an unknown parameter or value. */
function reportUnmatched(
  context: ModelContext,
  { value: operation, pointer }: WrittenOperation,
  { parameter, value }: Pick<StreamExtension, "parameter" | "value">,
): void {
  const { "x-stream": own = {} } = operation;
  const isOwn = own.parameter !== undefined || own.value !== undefined;
  const name = isOwn ? "x-stream" : streamHint(operation).extension;
  if (name === undefined) return;
  const named = parameter === undefined ? "no parameter" : `no parameter \`${parameter}\``;
  const valued =
    value === undefined ? "a value that asks for the stream" : `the value \`${value}\` beside others`;
  const reason = `the operation has ${named} with ${valued}`;
  context.report("unused-member", { name, reason }, [...pointer, name]);
}

/** Arguments for a call that does not request a stream. */
export function withoutStream(
  call: StreamedCall | undefined,
  params: ParamsType | undefined,
  sample: OperationSample,
): OperationSample {
  if (call?.choice === undefined) return sample;
  const { parameter, others, isDefault } = call.choice;
  const isRequired = params?.properties.some(({ name, required }) => name === parameter && required) ?? false;
  const [other] = isRequired || isDefault === true ? others : [];
  if (other !== undefined) return { ...sample, params: { ...sample.params, [parameter]: other } };
  const { [parameter]: _, ...rest } = sample.params;
  return { ...sample, params: rest };
}

/** In order of preference: only events report errors and have ids. */
const FORMATS: readonly StreamFormat[] = ["eventStream", "jsonLines", "jsonSequence"];

/** The default media types of the formats. */
const USUAL: Readonly<Record<StreamFormat, string>> = {
  eventStream: "text/event-stream",
  jsonLines: "application/x-ndjson",
  jsonSequence: "application/json-seq",
};

interface StreamMedia extends Media {
  readonly format: StreamFormat;
}

function acceptOf({ mediaType, format }: StreamMedia): Pick<StreamEvents, "accept"> {
  const [essence = ""] = mediaType.split(";");
  return essence.trim().toLowerCase() === USUAL[format] ? {} : { accept: essence.trim() };
}

interface Items extends Pick<StreamEvents, "data" | "wholeEvents"> {
  readonly item: TypeExpression;
}

function itemsOf(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
  media: StreamMedia,
  described: Described,
): Items {
  const found = itemSchema(context, media.media, media.format, described);
  if (found === undefined) {
    // Without a schema, the data may not be JSON.
    return media.format === "eventStream"
      ? { item: { kind: "string" }, data: "text" }
      : { item: { kind: "unknown" } };
  }
  const { schema, isText, isWhole } = found;
  const item = types.expression(schema, `${ownerName(context, media.media.pointer, operation.id)}Item`);
  return { item, ...(isText && { data: "text" }), ...(isWhole && { wholeEvents: true }) };
}

/** True if values of a type may have a property. */
function declares(
  types: TypeBuilder,
  type: TypeExpression,
  property: string,
  seen = new Set<string>(),
): boolean {
  const inAny = (members: readonly TypeExpression[]) =>
    members.some((member) => declares(types, member, property, seen));
  switch (type.kind) {
    case "union":
    case "intersection":
      return inAny(type.members);
    case "map":
    case "unknown":
      return true;
    case "reference": {
      const named = types.typeNamed(type.name);
      if (named === undefined || seen.has(type.name)) return false;
      seen.add(type.name);
      if (named.kind === "alias") return inAny([named.type]);
      if (named.kind === "union") return inAny(named.members);
      return named.kind === "object" && named.properties.some(({ name }) => name === property);
    }
    default:
      return false;
  }
}
