import type { StreamedCall } from "../../api-model/calls.ts";
import type {
  DocumentedResponse,
  ResponseKind,
  ResponseModel,
  SuccessModel,
} from "../../api-model/responses.ts";
import { union } from "../../api-model/type-expressions.ts";
import type { Constraints, TypeExpression } from "../../api-model/type-model.ts";
import type { OperationObject, ResponseObject } from "../../spec/index.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { constraintsOf } from "../schemas/reading/constraints.ts";
import { partsOf } from "../schemas/reading/schema-parts.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { acceptOf } from "./accept.ts";
import {
  type ChosenMedia,
  chooseResponse,
  isXml,
  type Media,
  responseKind,
  streamFormat,
  withoutStreams,
} from "./media.ts";
import { ownerName, withSuffix } from "./owner-name.ts";

/** A successful response of one status. */
interface Variant {
  readonly status: string;
  readonly kind: ResponseKind;
  readonly type: TypeExpression;
  readonly constraints?: Constraints | undefined;
  /** The names of its headers, in lower case and sorted. */
  readonly headers: readonly string[];
  /** The media types to request. */
  readonly accept: readonly string[];
  readonly unused: readonly string[];
}

/**
 * The successful response of an operation. Several such responses are a union.
 *
 * @param stream The stream of the operation, which is not part of its response.
 */
export function buildResponse(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
  stream?: StreamedCall,
): ResponseModel {
  const written = responsesOf(context, operation);
  const successes = successesOf(written);
  const variants = successes.map((response) => variantOf(context, types, operation, response, stream));
  const untold = untoldResult(context, operation, successes);
  const unused = [...new Set(variants.flatMap((variant) => variant.unused))].sort();
  const hasResult = operation.method !== "HEAD" || successes.some(isRedirect);
  const model = untold ?? (hasResult ? combined(variants) : EMPTY);
  const followsRedirects = successes.some(isSuccess) && written.some(isRedirect);
  const failures = written.filter((response) => !successes.includes(response));
  const accept = acceptOf(model.kind, {
    successes: untold === undefined ? variants.flatMap((variant) => variant.accept) : ["*/*"],
    unused,
    errors: failures.flatMap(({ response }) => Object.keys(response.value.content ?? {})),
  });
  const names = [...new Set(variants.flatMap(({ headers }) => headers))].sort();
  return {
    ...model,
    ...(accept !== undefined && { accept }),
    ...(unused.length > 0 && { unused }),
    ...(names.length > 0 && { headers: names }),
    ...(followsRedirects && { followsRedirects }),
  };
}

/** The documented statuses, ascending, without ranges and `default`. */
export function statusesOf({ responses = {} }: OperationObject): readonly number[] {
  return Object.keys(responses)
    .filter((status) => /^\d{3}$/.test(status))
    .map(Number)
    .sort((a, b) => a - b);
}

/** Every documented response. */
export function documentedResponses(
  context: ModelContext,
  operation: WrittenOperation,
): readonly DocumentedResponse[] {
  return responsesOf(context, operation).map(({ status, response: { value } }) => ({
    status: status.length === 3 ? status.toUpperCase() : status,
    mediaTypes: Object.keys(value.content ?? {}).sort(),
    headers: headersOf(value),
  }));
}

/**
 * The result of a GET whose successful responses are documented without content. A GET has no purpose besides its result,
 * so the content was forgotten, unless the status has no body or `content` is `{}`.
 */
function untoldResult(
  context: ModelContext,
  { method, path, pointer }: WrittenOperation,
  successes: readonly WrittenResponse[],
): ResponseModel | undefined {
  if (method !== "GET" || successes.some(({ response }) => response.value.content !== undefined))
    return undefined;
  const [first] = successes.filter(({ status }) => /^(200|2XX|default)$/i.test(status));
  if (first !== undefined)
    context.report("missing-content", { endpoint: `${method} ${path}`, status: first.status }, [
      ...pointer,
      "responses",
      first.status,
    ]);
  return first === undefined && successes.length > 0 ? undefined : { kind: "any", type: { kind: "unknown" } };
}

/** A response of the document and its status. */
export interface WrittenResponse {
  readonly status: string;
  readonly response: Located<ResponseObject>;
}

/** The responses of an operation, sorted by status. */
export function responsesOf(context: ModelContext, operation: WrittenOperation): readonly WrittenResponse[] {
  const responses = operation.value.responses ?? {};
  return Object.keys(responses)
    .filter((status) => !status.startsWith("x-"))
    .sort()
    .map((status) => {
      const pointer = [...operation.pointer, "responses", status];
      return { status, response: context.resolve<ResponseObject>(responses[status] ?? {}, pointer) };
    });
}

/** True if a response of 2xx or a redirect is documented. Otherwise `default` includes successes. */
export function hasSuccess(responses: readonly WrittenResponse[]): boolean {
  return responses.some((response) => isSuccess(response) || isRedirect(response));
}

/** The successes: the responses of 2xx, or else the redirects, or else `default`. */
export function successesOf(responses: readonly WrittenResponse[]): readonly WrittenResponse[] {
  const isDefault = ({ status }: WrittenResponse) => status === "default";
  const kinds = [isSuccess, isRedirect, isDefault].map((isOne) => responses.filter(isOne));
  return kinds.find((found) => found.length > 0) ?? [];
}

function isSuccess({ status }: WrittenResponse): boolean {
  return /^2(\d\d|XX)$/i.test(status);
}

/** True if a response is a redirect: a status with a `Location`. 304 is not a redirect. */
function isRedirect({ status }: WrittenResponse): boolean {
  return /^3(0[12378]|XX)$/i.test(status);
}

/** The names of documented headers, in lower case and sorted. */
function headersOf({ headers = {} }: ResponseObject): readonly string[] {
  return Object.keys(headers)
    .map((name) => name.toLowerCase())
    .sort();
}

const EMPTY = { kind: "empty", type: { kind: "void" } } as const;
const UNDEFINED = { kind: "undefined" } as const;
const LOCATION = { kind: "location", type: { kind: "string" } } as const;

function variantOf(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
  { status, response }: WrittenResponse,
  stream: StreamedCall | undefined,
): Variant {
  const pointer = [...response.pointer, "content"];
  const named = status.length === 3 ? status.toUpperCase() : status;
  const headers = headersOf(response.value);
  if (isRedirect({ status, response })) {
    return { status: named, ...LOCATION, headers, accept: [], unused: [] };
  }
  const { content = {} } = response.value;
  const value = /^20[45]$/.test(status) ? {} : content;
  if (value !== content && Object.keys(content).length > 0) {
    const reason = `a response with status ${status} has no body`;
    context.report("unused-member", { name: "content", reason }, pointer);
  }
  const chosen = chooseResponse(context, {
    value: stream === undefined ? value : withoutStreams(value),
    pointer,
  });
  if (chosen === undefined) return { status: named, ...EMPTY, headers, accept: [], unused: [] };
  const kind = responseKind(chosen);
  const { used, unused, lost } = divided(chosen, kind);
  if (operation.method !== "HEAD") reportMedia(context, chosen, kind, lost);
  const media = { status: named, kind, headers, accept: used, unused };
  const { schema } = chosen;
  if (kind === "text" || kind === "binary") {
    return { ...media, type: { kind: kind === "text" ? "string" : "binaryResponse" } };
  }
  if (operation.method === "HEAD" || schema === undefined) return { ...media, type: { kind: "unknown" } };
  const name = ownerName(context, response.pointer, operation.id);
  const type = types.expression(schema, withSuffix(name, "Response"));
  return { ...media, type, constraints: constraintsOf(context, schema) };
}

/** The media types of a response. */
interface Divided {
  /** The media types to request. */
  readonly used: readonly string[];
  readonly unused: readonly string[];
  /** The unused ones that carry other data: streams, or media types whose schema differs from the JSON schema. */
  readonly lost: readonly string[];
}

/** Divides the media types of a response. All binary data is read the same way, but JSON has one schema. */
function divided({ mediaType, others, schema, encoding }: ChosenMedia, kind: ResponseKind): Divided {
  const isSame = (other: Media) => JSON.stringify(other.schema?.value) === JSON.stringify(schema?.value);
  const isAlike = (other: Media) =>
    kind === "binary" && encoding === "binary"
      ? other.encoding === "binary"
      : kind === "json" && responseKind(other) === "json" && isSame(other);
  const alike = others.filter(isAlike);
  const unused = others.filter((other) => !alike.includes(other));
  const isLost = (other: Media) =>
    kind !== "json" || schema === undefined || !isSame(other) || streamFormat(other.mediaType) !== undefined;
  const names = (media: readonly Media[]) => media.map((other) => other.mediaType);
  return { used: [mediaType, ...names(alike)], unused: names(unused), lost: names(unused.filter(isLost)) };
}

function reportMedia(
  context: ModelContext,
  { mediaType, media, schema }: ChosenMedia,
  kind: ResponseKind,
  lost: readonly string[],
): void {
  const { array, object } = partsOf(context, schema);
  if (kind === "text" && (isXml(mediaType) || array || object)) {
    context.report("untyped-response", { mediaType }, media.pointer);
  }
  if (lost.length === 0) return;
  const facts = { unused: lost.join(", "), used: mediaType, what: "responses" };
  context.report("unused-media-type", facts, media.pointer);
}

/** All successful responses, combined. */
function combined(variants: readonly Variant[]): ResponseModel {
  const filled = variants.filter(({ kind }) => kind !== "empty");
  const [first] = filled;
  if (first === undefined) return EMPTY;
  const { kind, constraints } = first;
  const isMixed = filled.some((variant) => variant.kind !== kind);
  const hasEmpty = variants.some((variant) => variant.kind === "empty");
  // An empty body is an empty string or empty binary data, but not valid JSON.
  const mayBeEmpty = hasEmpty && (isMixed || kind === "json" || kind === "any");
  const whole = variants.map((variant): SuccessModel => {
    const { status, headers } = variant;
    const type = variant.kind === "empty" ? (mayBeEmpty ? UNDEFINED : first.type) : variant.type;
    return { status, type, headers };
  });
  return {
    kind: isMixed ? "mixed" : kind,
    ...(isMixed && {
      kinds: Object.fromEntries(variants.map((variant) => [variant.status, variant.kind])),
    }),
    type: union([...filled.map(({ type }) => type), ...(mayBeEmpty ? [UNDEFINED] : [])]),
    ...(new Set(whole.map(({ type }) => JSON.stringify(type))).size > 1 && { successes: whole }),
    ...(constraints !== undefined && !isMixed && { constraints }),
  };
}
