import type { StreamFormat } from "../../api-model/calls.ts";
import { USUAL_MEDIA_TYPES } from "../../api-model/media-types.ts";
import { sortedEntries } from "../../api-model/order.ts";
import type { BodyModel } from "../../api-model/requests.ts";
import type { ResponseKind } from "../../api-model/responses.ts";
import type { MediaTypeObject, Referenced, Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { holdsFile, isFile, partsOf } from "../schemas/reading/schema-parts.ts";

type Content = Readonly<Record<string, Referenced<MediaTypeObject>>>;
type Encoding = BodyModel["encoding"];

/** A media type, and its encoding. */
export interface Media {
  readonly mediaType: string;
  readonly encoding: Encoding;
  readonly media: Located<MediaTypeObject>;
  readonly schema: Located<Schema> | undefined;
}

/** The media type that the SDK uses, and the unused ones, sorted. */
export interface ChosenMedia extends Media {
  readonly others: readonly Media[];
}

/**
 * Chooses one of the media types of a request body: the one with a file, because no other can send it, or else the one with the
 * best types.
 */
export function chooseBody(context: ModelContext, content: Located<Content>): ChosenMedia | undefined {
  const rank = (media: Media) => (hasFile(context, media) ? 0 : 1 + BODIES.indexOf(classOf(media)));
  return chosenBy(rank, mediaOf(context, content));
}

/** Chooses one of the media types of a response: the one with the best types. An array or an object in a range, as in Spring, is JSON. */
export function chooseResponse(context: ModelContext, content: Located<Content>): ChosenMedia | undefined {
  const media = mediaOf(context, content).map((each) =>
    each.encoding === "json" && isRange(each.mediaType) && isStructured(context, each)
      ? { ...each, mediaType: USUAL_MEDIA_TYPES.json }
      : each,
  );
  return chosenBy((each) => RESPONSES.indexOf(classOf(each)), media);
}

/** True if the schema of a media type allows arrays or objects. */
export function isStructured(context: ModelContext, { schema }: Pick<Media, "schema">): boolean {
  const { array, object } = partsOf(context, schema);
  return array || object;
}

/** True if bodies of this encoding have properties with types. */
export function isTyped(encoding: Encoding): boolean {
  return encoding === "json" || encoding === "form" || encoding === "multipart";
}

/** The kind of a response, by its media type. */
export function responseKind({ mediaType, encoding }: Media): ResponseKind {
  if (encoding === "json") return isRange(mediaType) ? "any" : "json";
  return encoding === "text" || encoding === "form" ? "text" : "binary";
}

/** The content type, if it is not the default of the encoding. */
export function unusualContentType({ mediaType, encoding }: Media): string | undefined {
  return mediaType === USUAL_MEDIA_TYPES[encoding] || mediaType.includes("*") ? undefined : mediaType;
}

/** True if a media type is JSON, with or without parameters or a suffix. */
export function isJson(mediaType: string): boolean {
  return /^(application|text)\/([\w.!#$&^-]+\+)?json$/.test(essenceOf(mediaType));
}

/** The format of a media type that is a stream of items. */
export function streamFormat(mediaType: string): StreamFormat | undefined {
  const type = essenceOf(mediaType);
  if (type === "text/event-stream") return "eventStream";
  if (/^application\/([\w.-]+\+)?json-seq$/.test(type)) return "jsonSequence";
  return /^(application|text)\/(x-)?(ndjson|jsonl|json-?lines)$/.test(type) ? "jsonLines" : undefined;
}

/** The media types that are not streams of items. */
export function withoutStreams(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([name]) => streamFormat(name) === undefined));
}

/** True if a media type is a URL-encoded form. */
export function isForm(mediaType: string): boolean {
  return essenceOf(mediaType) === USUAL_MEDIA_TYPES.form;
}

/** True if a media type is XML. */
export function isXml(mediaType: string): boolean {
  return /[/+]xml$/.test(essenceOf(mediaType));
}

/** True if a media type is a range: `*` + `/*`, `text/*`. */
export function isRange(mediaType: string): boolean {
  return mediaType.includes("*");
}

type MediaClass = Encoding | "anything" | "xml" | "stream";

/** In order of preference. */
const BODIES: readonly MediaClass[] = [
  "json",
  "anything",
  "multipart",
  "form",
  "text",
  "stream",
  "binary",
  "xml",
];
const RESPONSES: readonly MediaClass[] = [
  "json",
  "anything",
  "form",
  "text",
  "binary",
  "multipart",
  "xml",
  "stream",
];

function classOf({ mediaType, encoding }: Media): MediaClass {
  if (streamFormat(mediaType) !== undefined) return "stream";
  if (encoding === "json" && isRange(mediaType)) return "anything";
  if (encoding !== "text") return encoding;
  return isXml(mediaType) ? "xml" : "text";
}

/** The media types of content, sorted. */
export function mediaOf(context: ModelContext, content: Located<Content>): readonly Media[] {
  return sortedEntries(content.value).map(([mediaType, written]) => {
    const media = context.resolve<MediaTypeObject>(written, [...content.pointer, mediaType]);
    const own = media.value.schema;
    const schema = own === undefined ? undefined : { value: own, pointer: [...media.pointer, "schema"] };
    return { mediaType, encoding: encodingOf(context, mediaType, schema), media, schema };
  });
}

function chosenBy(rank: (media: Media) => number, all: readonly Media[]): ChosenMedia | undefined {
  const [chosen, ...others] = all.toSorted((a, b) => rank(a) - rank(b));
  return chosen && { ...chosen, others };
}

/** True if a body is a file, or a form that may contain one. */
function hasFile(context: ModelContext, { encoding, schema }: Media): boolean {
  if (encoding === "binary") return isFile(context, schema);
  return encoding === "multipart" && filesIn(context, schema);
}

function filesIn(
  context: ModelContext,
  schema: Located<Schema> | undefined,
  seen: Set<Schema> = new Set(),
): boolean {
  if (schema === undefined || typeof schema.value === "boolean") return false;
  const { value, pointer } = context.resolve(schema.value, schema.pointer);
  if (typeof value === "boolean" || seen.has(value)) return false;
  seen.add(value);
  const properties = [...Object.values(value.properties ?? {}), value.additionalProperties ?? []].flat();
  return (
    properties.some((property) => holdsFile(context, { value: property, pointer })) ||
    (value.allOf ?? []).some((part) => filesIn(context, { value: part, pointer }, seen))
  );
}

function encodingOf(context: ModelContext, mediaType: string, schema: Located<Schema> | undefined): Encoding {
  const type = essenceOf(mediaType);
  if (type === USUAL_MEDIA_TYPES.form) return "form";
  // Multipart text, such as a batch, is sent as the caller wrote it.
  const isWritten = type !== USUAL_MEDIA_TYPES.multipart && isText(context, schema);
  if (type.startsWith("multipart/")) return isWritten ? "text" : "multipart";
  if (isFile(context, schema)) return "binary";
  if (type === "*/*" || type === "application/*" || isJson(type)) return "json";
  if (type.startsWith("text/") || /[/+](xml|yaml|x-yaml|javascript|csv|html|x-ndjson|jsonl)$/.test(type))
    return "text";
  return "binary";
}

function isText(context: ModelContext, schema: Located<Schema> | undefined): boolean {
  if (schema === undefined || typeof schema.value === "boolean") return false;
  const { type } = context.resolve<SchemaObject>(schema.value, schema.pointer).value;
  return [type].flat().every((each) => each === "string");
}

function essenceOf(mediaType: string): string {
  return mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
}
