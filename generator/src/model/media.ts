import type { MediaTypeObject, Schema } from "../spec/index.ts";
import type { BodyModel, ResponseModel } from "./api-model.ts";
import type { Located } from "./context.ts";
import { sortedEntries } from "./order.ts";

type Content = Readonly<Record<string, MediaTypeObject>>;

/** The media type that the SDK uses, and its encoding. */
export interface ChosenMedia {
  readonly mediaType: string;
  readonly encoding: BodyModel["encoding"];
  readonly media: Located<MediaTypeObject>;
  readonly schema: Located<Schema> | undefined;
}

/** In the order of how well the SDK can type them. */
const PREFERENCE = ["json", "multipart", "form", "text", "binary"] as const;

/** Chooses one of the media types of a request body or response. */
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

/** Whether bodies of this encoding have properties with types. */
export function isTyped(encoding: BodyModel["encoding"]): boolean {
  return encoding === "json" || encoding === "form" || encoding === "multipart";
}

/** How a response of this encoding is read. */
export function responseKind(encoding: BodyModel["encoding"]): ResponseModel["kind"] {
  if (encoding === "json") return "json";
  return encoding === "text" || encoding === "form" ? "text" : "binary";
}

/** The content type, if it is not the default of the encoding. */
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
