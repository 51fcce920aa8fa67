import type { MediaTypeObject, Schema } from "../spec/index.ts";
import type { BodyModel, ResponseModel } from "./api-model.ts";
import type { Located } from "./context.ts";
import { sortedEntries } from "./order.ts";

type Content = Readonly<Record<string, MediaTypeObject>>;

/** The media type of several that the SDK uses, with how its bytes are to be understood. */
export interface ChosenMedia {
  readonly mediaType: string;
  readonly encoding: BodyModel["encoding"];
  readonly media: Located<MediaTypeObject>;
  readonly schema: Located<Schema> | undefined;
}

/** JSON before forms before text before bytes: what the SDK can type best. */
const PREFERENCE = ["json", "multipart", "form", "text", "binary"] as const;

/** Chooses among the media types of a body or an answer. */
export function chooseMedia(content: Located<Content>): ChosenMedia | undefined {
  const choices = sortedEntries(content.value).map(([mediaType, media]): ChosenMedia => {
    const pointer = [...content.pointer, mediaType];
    const schema =
      media.schema === undefined ? undefined : { value: media.schema, pointer: [...pointer, "schema"] };
    return { mediaType, encoding: encodingOf(mediaType), media: { value: media, pointer }, schema };
  });
  return PREFERENCE.map((encoding) => choices.find((choice) => choice.encoding === encoding)).find(
    (choice) => choice !== undefined,
  );
}

/** Whether a media type says what the bytes are well enough for a type. */
export function isTyped(encoding: BodyModel["encoding"]): boolean {
  return encoding === "json" || encoding === "form" || encoding === "multipart";
}

/** How an answer of this encoding is read. */
export function responseKind(encoding: BodyModel["encoding"]): ResponseModel["kind"] {
  if (encoding === "json") return "json";
  return encoding === "text" || encoding === "form" ? "text" : "binary";
}

/** The content type to name, where it is not the encoding's usual one. */
export function unusualContentType({ mediaType, encoding }: ChosenMedia): string | undefined {
  return mediaType === USUAL[encoding] || mediaType.includes("*") ? undefined : mediaType;
}

const USUAL: Readonly<Record<BodyModel["encoding"], string>> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  multipart: "multipart/form-data",
  text: "text/plain",
  binary: "application/octet-stream",
};

function encodingOf(mediaType: string): BodyModel["encoding"] {
  const type = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "*/*" || /^(application|text)\/([\w.-]+\+)?json$/.test(type) || type === "application/*")
    return "json";
  if (type === USUAL.form) return "form";
  if (type.startsWith("multipart/")) return "multipart";
  if (type.startsWith("text/") || /[/+](xml|yaml|javascript|csv|html|x-ndjson)$/.test(type)) return "text";
  return "binary";
}
