import { isDeepStrictEqual } from "node:util";
import { USUAL_MEDIA_TYPES } from "../../api-model/media-types.ts";
import { pascalName } from "../../names/words.ts";
import type { Schema } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { type ChosenMedia, isRange, isStructured, isTyped, type Media, streamFormat } from "./media.ts";

/** Media types of a body for which callers pass the same parameters. The first determines the encoding. */
export type MediaGroup = readonly [Media, ...Media[]];

/** The media types of a request body, by their use for callers. */
export interface GroupedMedia {
  /** The body that is sent by default. */
  readonly usual: MediaGroup;
  /** Bodies that carry something that the others cannot. */
  readonly alternatives: readonly MediaGroup[];
  /** Media types with the same data as another one. */
  readonly equal: readonly Media[];
  /** Media types that the SDK cannot send. */
  readonly unsendable: readonly Media[];
}

/** Groups the media types of a request body: JSON and forms with the same schema are equal, as are all text types and all files. */
export function groupMedia(context: ModelContext, { others, ...chosen }: ChosenMedia): GroupedMedia {
  const groups: [Media, ...Media[]][] = [[chosen]];
  const equal: Media[] = [];
  const hasTypes = [chosen, ...others].some(({ encoding }) => isTyped(encoding));
  const [sendable, rest] = divided(
    others.map((media) => asFile(context, media)),
    (media) => isSendable(context, media, hasTypes),
  );
  for (const media of sendable) {
    const group = groups.find(([first]) => isAlike(context, first, media));
    if (group === undefined) groups.push([media]);
    else if (isEqual(group[0], media)) equal.push(media);
    else group.push(media);
  }
  const isRepeated = ({ mediaType, schema }: Media) =>
    isRange(mediaType) &&
    groups.some(([first]) => isTyped(first.encoding) && isSame(context, first.schema, schema));
  const [repeated, unsendable] = divided(rest, isRepeated);
  const [usual = [chosen], ...alternatives] = groups;
  return { usual, alternatives, equal: [...equal, ...repeated], unsendable };
}

/** The media types by which callers choose the bodies of a group. A range of JSON is sent as `application/json`. */
export function namesOf(group: MediaGroup): readonly string[] {
  return [
    ...new Set(
      group.map(({ mediaType, encoding }) =>
        isTyped(encoding) && isRange(mediaType) ? USUAL_MEDIA_TYPES[encoding] : mediaType,
      ),
    ),
  ];
}

/** The suffix that distinguishes the types of a group from those of the others: `Json`, `Binary`, `MergePatchJson`. */
export function wordOf([{ mediaType, encoding }]: MediaGroup): string {
  if (encoding === "text" || encoding === "binary" || mediaType === USUAL_MEDIA_TYPES[encoding])
    return pascalName(encoding);
  return pascalName(mediaType.slice(mediaType.indexOf("/") + 1).replaceAll(/[^\w]+/g, " "));
}

/** A range with an unspecified schema is a file with its own type. */
function asFile(context: ModelContext, media: Media): Media {
  const isOpen = isRange(media.mediaType) && media.encoding === "json" && !isStructured(context, media);
  return isOpen ? { ...media, encoding: "binary" } : media;
}

/**
 * True if the SDK can send a body. Callers write text and files themselves, so a structured one is only sent if no media type
 * has types.
 */
function isSendable(context: ModelContext, media: Media, hasTypes: boolean): boolean {
  const { encoding, mediaType } = media;
  if (streamFormat(media.mediaType) !== undefined || media.media.value.itemSchema !== undefined) return false;
  if (encoding === "multipart") return mediaType.startsWith(USUAL_MEDIA_TYPES.multipart);
  if (encoding === "form" || (encoding === "json" && !isRange(mediaType))) return true;
  return !hasTypes || !isStructured(context, media);
}

/** True if callers pass the same parameters for two media types. */
function isAlike(context: ModelContext, a: Media, b: Media): boolean {
  if (!isTyped(a.encoding) || !isTyped(b.encoding)) return a.encoding === b.encoding;
  return isSame(context, a.schema, b.schema);
}

/** True if one of two alike media types is enough. The name of a JSON format, such as a patch, may determine its meaning. */
function isEqual(first: Media, other: Media): boolean {
  if (!isTyped(first.encoding)) return false;
  const isFormat = first.encoding === "json" && other.encoding === "json";
  return !isFormat || first.mediaType === USUAL_MEDIA_TYPES.json || isRange(other.mediaType);
}

function isSame(
  context: ModelContext,
  a: Located<Schema> | undefined,
  b: Located<Schema> | undefined,
): boolean {
  const resolved = (schema: Located<Schema> | undefined) =>
    schema && context.resolve(schema.value, schema.pointer).value;
  return isDeepStrictEqual(resolved(a), resolved(b));
}

function divided(
  all: readonly Media[],
  isFirst: (media: Media) => boolean,
): readonly [readonly Media[], readonly Media[]] {
  return [all.filter(isFirst), all.filter((media) => !isFirst(media))];
}
