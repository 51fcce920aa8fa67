import type { ApiModel, DeliveryModel, OperationModel } from "../../src/api-model/index.ts";
import { allOperations } from "../../src/api-model/index.ts";
import { USUAL_MEDIA_TYPES } from "../../src/api-model/media-types.ts";
import type { Diagnostic, DiagnosticCode, Location } from "../../src/diagnostics/index.ts";
import { BUILT_IN, readDocument } from "../../src/generate.ts";
import { groupBy } from "../../src/groups.ts";
import { buildModel } from "../../src/model/index.ts";
import { isJson } from "../../src/model/operations/media.ts";
import { formatPointer, type OpenApiDocument, type Pointer, valueAt } from "../../src/spec/index.ts";
import { type Part, partsOf } from "./document-parts.ts";
import { type SchemaPart, SchemaPartsOfModel, schemaPartsOf } from "./schema-parts.ts";

/** The parts of a document that neither the model has nor a diagnostic names. Diagnostics name parts by their position. */
export async function droppedParts(documents: readonly string[], directory: string): Promise<DroppedParts> {
  const { written, document, diagnostics: found } = await readDocument({ documents, directory });
  const { model, diagnostics } = buildModel(document, {}, { extensions: BUILT_IN, unused: true });
  const told = new Told(written, [...found, ...diagnostics]);
  const parts = new ModelParts(model, document);
  const schemas = new SchemaPartsOfModel(model, document, written);
  const own = partsOf(written);
  const typed = own.filter((part) => parts.has(part) && parts.isTyped(part) && !told.isUntyped(part));
  const all = [...own, ...schemaPartsOf(written, distinctSchemas(written, typed))];
  const isKept = (part: Part) =>
    parts.has(part) || isRepeated(written, own.filter(besides(part)), part, parts);
  const dropped = all.filter(
    (part) => !("of" in part ? isKept(part) : schemas.has(part)) && !told.names(part),
  );
  return {
    all,
    dropped: dropped.map(({ kind, name, pointer }) => `${kind} ${name}: ${formatPointer(pointer)}`),
  };
}

/** The other media types of the same body. */
function besides({ of, kind, pointer }: Part): (other: Part) => boolean {
  return (other) =>
    other.kind === kind && other.pointer !== pointer && formatPointer(other.of) === formatPointer(of);
}

/** Whether a media type has the schema of another one of the same body, which the SDK sends, or requests and reads as JSON. */
function isRepeated(
  { root }: OpenApiDocument,
  others: readonly Part[],
  part: Part,
  parts: ModelParts,
): boolean {
  const textOf = ({ pointer }: Part) => JSON.stringify(valueAt(root, [...pointer, "schema"]));
  const isUsed = (other: Part) =>
    parts.has(other) && (other.kind === "request media type" || isJson(other.name));
  return (
    part.kind.endsWith("media type") &&
    others.some((other) => isUsed(other) && textOf(other) === textOf(part))
  );
}

/** The schemas of parts. Media types of the same content that have the same schema share a type. */
function distinctSchemas({ root }: OpenApiDocument, parts: readonly Part[]): readonly Pointer[] {
  const byText = new Map<string, Pointer>();
  for (const { pointer, beside = [pointer] } of parts) {
    const place = [...pointer, "schema"];
    const text = `${formatPointer(beside[0] ?? pointer)} ${JSON.stringify(valueAt(root, place))}`;
    if (!byText.has(text)) byText.set(text, place);
  }
  return [...byText.values()];
}

export interface DroppedParts {
  readonly all: readonly (Part | SchemaPart)[];
  /** `kind name: #/pointer` */
  readonly dropped: readonly string[];
}

/** Diagnostics that are about everything in the part at their position. */
const WHOLE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "circular-reference",
  "delivery-without-body",
  "invalid-method",
  "missing-member",
  "unresolved-reference",
  "unsendable-body",
  "untyped-reply",
  "unused-member",
  "union-with-anything",
  "wrong-shape",
]);

/** Diagnostics that say that the value at their position has no type. */
const UNTYPED: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "unsupported-media-type",
  "unsupported-parameter-content",
  "untyped-delivery",
  "untyped-response",
]);

type NamedPart = Pick<Part, "name" | "pointer" | "beside"> & Partial<Pick<Part, "of">>;

/** The positions that diagnostics name. */
class Told {
  readonly #document: OpenApiDocument;
  readonly #byPlace: ReadonlyMap<string, readonly Diagnostic[]>;

  constructor(document: OpenApiDocument, diagnostics: readonly Diagnostic[]) {
    this.#document = document;
    this.#byPlace = groupBy(diagnostics, ({ location }) => (location === undefined ? "" : placeOf(location)));
  }

  names({ name, pointer, of = pointer, beside = [] }: NamedPart): boolean {
    if (this.#at(pointer).length > 0 || this.#isInWhole(pointer) || this.#isInWhole(of)) return true;
    if (this.#isInText(pointer)) return true;
    // Media types that are not used are listed at the one that is.
    return beside
      .flatMap((place) => this.#at(place))
      .some(({ code, message }) => code === "unused-media-type" && message.includes(name));
  }

  /** Whether a diagnostic says that the part has no type. */
  isUntyped({ pointer }: Part): boolean {
    return this.#at(pointer).some(({ code }) => UNTYPED.has(code)) || this.#isInWhole(pointer);
  }

  /** Whether it is in a property of a form whose encoding is one that callers write themselves. */
  #isInText(pointer: Pointer): boolean {
    const start = pointer.indexOf("schema");
    const [, member, name = ""] = pointer.slice(start);
    const encoding = [...pointer.slice(0, start), "encoding", name];
    return start > 0 && member === "properties" && this.#at(encoding).some(({ code }) => UNTYPED.has(code));
  }

  #isInWhole(pointer: Pointer): boolean {
    const around = pointer.map((_, index) => pointer.slice(0, index + 1));
    return around.some(
      (place) => this.#at(place).some(({ code }) => WHOLE.has(code)) || this.#isLeftOut(place),
    );
  }

  /** Whether a diagnostic says that an extension leaves the operation out. */
  #isLeftOut(place: Pointer): boolean {
    const extensions = Object.keys(Object(valueAt(this.#document.root, place))).filter((name) =>
      name.startsWith("x-"),
    );
    return extensions.some((name) =>
      this.#at([...place, name]).some(({ code }) => code === "ignored-operation"),
    );
  }

  #at(place: Pointer): readonly Diagnostic[] {
    return this.#byPlace.get(placeOf(this.#document.locate(place))) ?? [];
  }
}

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** What a model has, by the pointers of the operations as they were written. */
class ModelParts {
  readonly #operations = new Map<string, OperationModel>();
  readonly #deliveries = new Map<string, DeliveryModel>();

  constructor({ resources, webhooks }: ApiModel, document: OpenApiDocument) {
    const key = (place: Pointer) => formatPointer(document.origin(place));
    for (const operation of allOperations(resources)) {
      this.#operations.set(key(operation.place), operation);
      for (const callback of operation.callbacks ?? []) this.#deliveries.set(key(callback.place), callback);
    }
    for (const webhook of webhooks) {
      // The only request of a webhook has the place of the webhook.
      const member = webhook.httpMethod.toLowerCase();
      const place = webhook.place.length === 2 ? [...webhook.place, member] : webhook.place;
      this.#deliveries.set(key(place), webhook);
    }
  }

  has(part: Part): boolean {
    const key = formatPointer(part.of);
    const operation = this.#operations.get(key);
    if (operation !== undefined) return operationHas(operation, part);
    const delivery = this.#deliveries.get(key);
    return delivery !== undefined && deliveryHas(delivery, part);
  }

  /** Whether the types of the model contain the schema of the part. `error.body` is `unknown`, as are the headers. */
  isTyped({ kind, of, status = "200" }: Part): boolean {
    const operation = this.#operations.get(formatPointer(of));
    if (kind === "parameter") return operation !== undefined;
    if (kind === "request media type") return true;
    return kind === "response media type" && operation !== undefined && isSuccess(status, operation);
  }
}

function operationHas(operation: OperationModel, { kind, name, status = "" }: Part): boolean {
  const { path, query, headers, cookies, body, response, call, documented } = operation;
  const own = documented.find((each) => each.status === statusOf(status));
  switch (kind) {
    case "parameter":
      return (
        [`{${name}}`, `{+${name}}`].some((value) => path.includes(value)) ||
        [...query, ...headers, ...cookies].some((each) => each.name === name)
      );
    case "request media type":
      return (
        body !== undefined &&
        ((body.contentType ?? USUAL_MEDIA_TYPES[body.encoding]) === essenceOf(name, body.contentType) ||
          body.choice?.usual.includes(name) === true ||
          body.choice?.alternatives.some(({ mediaTypes }) => mediaTypes.includes(name)) === true)
      );
    case "response media type": {
      const isRead = isSuccess(status, operation) && operation.httpMethod !== "HEAD";
      if (!isRead) return own?.mediaTypes.includes(name) === true;
      const streamed = call.kind === "streamed" ? (call.events.accept ?? STREAMED[call.format]) : "";
      if (streamed === essenceOf(name)) return true;
      const requested = response.accept ?? ACCEPTED[response.kind] ?? "";
      return requested.includes("*/*") || requested.includes(essenceOf(name));
    }
    case "header":
      return own?.headers.includes(name.toLowerCase()) === true;
    case "status":
      return own !== undefined;
    case "links":
      return false;
    default:
      return true;
  }
}

function deliveryHas({ contentType, parameters = [], responses }: DeliveryModel, part: Part): boolean {
  const { kind, name } = part;
  switch (kind) {
    case "parameter":
      return parameters.some((parameter) => parameter.name === name);
    case "request media type":
      return contentType === undefined ? /\bjson\b|\*/.test(name) : contentType === name;
    case "status":
      return responses.some(({ status }) => statusOf(status) === statusOf(name));
    case "response media type":
    case "header":
    case "links":
      return false;
    default:
      return true;
  }
}

/** The media types of streams. */
const STREAMED = {
  eventStream: "text/event-stream",
  jsonLines: "application/x-ndjson",
  jsonSequence: "application/json-seq",
} as const;

/** The status as the model has it. */
function statusOf(status: string): string {
  return status === "default" ? status : status.toUpperCase();
}

/** Whether the SDK returns the response. `default` is a success if there is no other. */
function isSuccess(status: string, { documented }: OperationModel): boolean {
  const isOther = documented.some((each) => each.status.startsWith("2"));
  return status.startsWith("2") || (status === "default" && !isOther);
}

const ACCEPTED: { readonly [kind: string]: string } = {
  json: USUAL_MEDIA_TYPES.json,
  text: USUAL_MEDIA_TYPES.text,
  binary: "*/*",
  any: "*/*",
};

/** A media type without the charset, which is not negotiated; unchanged if it is sent with it. */
function essenceOf(mediaType: string, sent?: string): string {
  return mediaType === sent ? mediaType : (mediaType.split(";")[0]?.trim() ?? mediaType);
}
