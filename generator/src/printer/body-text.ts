import type { OperationModel } from "../api-model/api-model.ts";
import type { BodyChoice, Payload } from "../api-model/requests.ts";
import type { JsonValue } from "../api-model/type-model.ts";
import { ENCODERS_MODULE } from "../names/runtime-symbols.ts";
import type { Imports } from "./imports.ts";

/** The type of the parameters that are not in the path. With several bodies, it excludes mixtures of them. */
export function paramsText(
  { params, body }: Pick<OperationModel, "params" | "body">,
  imports: Imports,
): string {
  const others = (body?.choice?.alternatives ?? []).map((alternative) => alternative.params.name);
  if (params === undefined || others.length === 0) return params?.name ?? "";
  return `${imports.from(ENCODERS_MODULE, "ParamsChoice", true)}<${params.name}, ${others.join(" | ")}>`;
}

/** The media types of a body, as data. */
export function choiceData({ parameter, usual, alternatives }: BodyChoice): JsonValue {
  const others = alternatives.map(({ mediaTypes, encoding, parameter: whole, fields }) => ({
    mediaTypes,
    body: encoding,
    ...(whole !== undefined && { bodyParameter: whole }),
    ...(fields !== undefined && { fields: fields.map((field) => ({ ...field })) }),
  }));
  return { parameter, default: usual, others };
}

/** Sends the body that the caller chooses. It references the encoders of the alternatives. */
export function choiceEncoder({ alternatives }: BodyChoice, imports: Imports): string {
  const encodings = new Set(alternatives.map(({ encoding }) => encoding));
  const encoders = [...encodings].flatMap((encoding) => {
    if (encoding === "json") return [];
    const all = alternatives.filter((alternative) => alternative.encoding === encoding);
    // An encoder of fields also encodes a form without them.
    const [first] = [...all.filter(({ fields }) => fields !== undefined), ...all];
    return first === undefined ? [] : [`${encoding}: ${bodyEncoder(first, imports)}`];
  });
  const given = encoders.length === 0 ? "" : `{ ${encoders.join(", ")} }`;
  return `/* @__PURE__ */ ${imports.from(ENCODERS_MODULE, "chosenBody", false)}(${given})`;
}

/** The encoder of a body that is not JSON. */
export function bodyEncoder({ encoding, fields }: Payload, imports: Imports): string {
  if (fields !== undefined) {
    const name = encoding === "multipart" ? "styledMultipart" : "styledForm";
    return imports.from(ENCODERS_MODULE, name, false);
  }
  return imports.runtimeValue(BODY_ENCODERS[encoding as keyof typeof BODY_ENCODERS]);
}

const BODY_ENCODERS = {
  form: "formBody",
  multipart: "multipartBody",
  binary: "binaryBody",
  text: "textBody",
} as const;
