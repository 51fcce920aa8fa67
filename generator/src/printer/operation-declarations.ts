import type { StatementStructures } from "ts-morph";
import type { ApiModel, OperationModel } from "../api-model/api-model.ts";
import { hasSecurity } from "../api-model/client-options.ts";
import { int64InOperation } from "../api-model/int64-operations.ts";
import type { Int64Finder } from "../api-model/int64-places.ts";
import type { HeaderParameter } from "../api-model/requests.ts";
import type { ErrorModel } from "../api-model/responses.ts";
import type { OperationServer } from "../api-model/servers.ts";
import type { JsonValue, NamedType } from "../api-model/type-model.ts";
import { groupBy } from "../groups.ts";
import {
  type ENCODERS,
  ENCODERS_MODULE,
  type INT64_EXPORTS,
  INT64_MODULE,
  type INT64_PARTS,
  PAGES_MODULE,
  REDIRECTS_MODULE,
  SERVERS_MODULE,
} from "../names/runtime-symbols.ts";
import { bodyEncoder, choiceData, choiceEncoder, paramsText } from "./body-text.ts";
import { callCode, hasResult, resultTexts } from "./call-code.ts";
import { requestLine } from "./call-text.ts";
import { commentText, headline } from "./comments.ts";
import { ownSecurityData } from "./credentials-text.ts";
import type { Imports } from "./imports.ts";
import { int64Text, placesName } from "./int64-text.ts";
import { literal, propertyName } from "./literals.ts";
import { outcomeTexts } from "./outcome-text.ts";
import { pagingCode } from "./paging-code.ts";
import { resultKind } from "./result-kind.ts";
import { constantOf, paramsInterface } from "./type-declarations.ts";

/** Inputs of the constant of an operation. */
export interface OperationSurroundings {
  readonly api: ApiModel;
  readonly imports: Imports;
  /** The locations of 64-bit integers in types, and the module with them. Absent: 64-bit integers are numbers. */
  readonly int64?: { readonly finder: Int64Finder; readonly module: string };
  /** The types that the response may refer to, by name. */
  readonly namedTypes: ReadonlyMap<string, NamedType>;
}

/** The constant of an operation, and the type of its parameters. */
export function operationDeclarations(
  operation: OperationModel,
  surroundings: OperationSurroundings,
): readonly StatementStructures[] {
  const { imports } = surroundings;
  const { docs, params, body } = operation;
  const { module, define, type, defined, parts } = callCode(operation);
  const create = imports.from(module, define, false);
  const extra = extraTypes(operation, imports);
  const needed = extra.length > 0 ? defined : defined.filter((type) => type?.kind !== "never");
  const types = [argumentsText(operation, imports), ...resultTexts(needed, imports, extra)];
  const given = [
    definitionText(operation, surroundings),
    ...parts.map((part) => imports.from(module, part, false)),
  ];
  const { summary } = docs;
  const about = summary === undefined ? "" : `: ${lowerFirst(headline({ summary }))}`;
  const doc = commentText({ summary: `\`${requestLine(operation)}\`${about}` });
  const args = `<${typeList(types)}>`;
  const constant = constantOf(
    operation.id,
    doc,
    `/* @__PURE__ */ ${create}${type === undefined ? args : ""}(${given.join(", ")}${encodersText(operation, surroundings)})`,
    type && `${imports.from(module, type, true)}${args}`,
  );
  const takes = `Parameters of {@link ${operation.id}}`;
  return [
    constant,
    ...(params === undefined ? [] : [paramsInterface(params.name, `${takes}.`, params.properties, imports)]),
    ...(body?.choice?.alternatives ?? []).map((alternative) =>
      paramsInterface(
        alternative.params.name,
        commentText({ summary: `${takes} with a body of type ${alternative.mediaTypes.join(" or ")}.` }),
        alternative.params.properties,
        imports,
      ),
    ),
  ];
}

/** Type arguments in one line, or in a line each. */
function typeList(types: readonly string[]): string {
  const line = types.join(", ");
  return types.length < 3 || line.length <= MOST_IN_LINE
    ? line
    : `\n${types.map((type) => `  ${type}`).join(",\n")}\n`;
}

/** Longest list of type arguments in one line, in characters. */
const MOST_IN_LINE = 60;

/** The type arguments that only some operations have: the bodies of errors, and what `withResponse()` returns. */
function extraTypes(operation: OperationModel, imports: Imports): readonly string[] {
  const errors = errorsText(operation, imports);
  const outcome = isOnlyStream(operation) ? [] : outcomeTexts(operation, imports);
  return outcome.length > 0 ? [errors ?? "unknown", ...outcome] : [errors ?? []].flat();
}

/** The bodies of error responses by status: `Record<400 | 404, Problem> & Record<"5XX", Failure>`. */
function errorsText({ errors }: OperationModel, imports: Imports): string | undefined {
  if (errors.length === 0) return undefined;
  const byType = groupBy(errors, ({ type }) => imports.type(type));
  const keyOf = ({ status }: ErrorModel) => (/^\d+$/.test(status) ? status : literal(status));
  const records = [...byType].map(
    ([type, own]) => `${imports.globalName("Record")}<${own.map(keyOf).join(" | ")}, ${type}>`,
  );
  return records.join(" & ");
}

/** The type of the object with all parameters, including those of the path. */
function argumentsText(operation: OperationModel, imports: Imports): string {
  const { params, pathParameters } = operation;
  const path = pathParameters.map(({ name, type }) => `${propertyName(name)}: ${imports.type(type)}`);
  const own = path.length === 0 ? [] : [`{ ${path.join("; ")} }`];
  const named = params === undefined ? [] : [paramsText(operation, imports)];
  return [...named, ...own].join(" & ") || "{}";
}

function definitionText(operation: OperationModel, surroundings: OperationSurroundings): string {
  const { api, namedTypes } = surroundings;
  const { id, httpMethod, path, pathStyles, query, headers, cookies, body, response, call } = operation;
  const lines: string[] = [
    `  id: ${literal(id)},`,
    `  method: ${literal(httpMethod)},`,
    `  path: ${literal(sentPath(operation.template ?? path))},`,
  ];
  const add = (key: string, value: Parameters<typeof literal>[0] | undefined) => {
    if (value !== undefined) lines.push(`  ${key}: ${literal(value, "  ")},`);
  };
  add("pathStyles", pathStyles.length === 0 ? undefined : pathStyles.map(dataOf));
  add("query", query.length === 0 ? undefined : query.map(nameOrData));
  add("headers", headers.length === 0 ? undefined : headers.map(headerValue).map(nameOrData));
  add("cookies", cookies.length === 0 ? undefined : cookies.map(dataOf));
  add("body", body?.encoding);
  add("bodyOptional", body?.parameter === undefined ? body?.optional : undefined);
  add("bodyParameter", body?.parameter);
  add("contentType", body?.contentType);
  add("fields", body?.fields?.map(dataOf));
  add("choice", body?.choice === undefined ? undefined : choiceData(body.choice));
  add("accept", response.accept);
  // Lists and streams check their responses themselves.
  add(
    "response",
    isOnlyStream(operation) || response.kind === "json" ? undefined : (response.kinds ?? response.kind),
  );
  add("result", hasResult(operation) ? resultKind(response.type, namedTypes) : undefined);
  if (call.kind === "streamed" && Object.keys(call.events).length > 0) add("stream", dataOf(call.events));
  add("pagination", pagingCode(operation)?.data);
  const integers = int64Code(operation, surroundings);
  if (integers !== undefined) lines.push(`  int64: ${integers},`);
  const isPublic = operation.security?.length === 0;
  add("authentication", isPublic ? false : undefined);
  add("security", isPublic || !hasSecurity(api) ? undefined : ownSecurityData(api, operation));
  add("server", operation.server?.url);
  return `{\n${lines.join("\n")}\n}`;
}

/** True if an operation returns nothing but a stream. */
function isOnlyStream({ call }: OperationModel): boolean {
  return call.kind === "streamed" && call.choice === undefined;
}

/** The encoders for non-default formats. */
function encodersText(operation: OperationModel, surroundings: OperationSurroundings): string {
  const { imports } = surroundings;
  const { body, query, pathStyles, headers, cookies, server, response } = operation;
  const reader = pagingCode(operation)?.reader;
  const encoder = (name: (typeof ENCODERS)[number]) => imports.from(ENCODERS_MODULE, name, false);
  const isStyled = query.some((parameter) => typeof nameOrData(parameter) !== "string");
  const isWhole = query.some(({ whole }) => whole !== undefined);
  const hasStyledHeader = headers.some(({ style, property }) => (style ?? property) !== undefined);
  const encoders = [
    ...(body === undefined || body.encoding === "json" ? [] : [`body: ${bodyEncoder(body, imports)}`]),
    ...(body?.choice === undefined ? [] : [`choice: ${choiceEncoder(body.choice, imports)}`]),
    ...(pathStyles.length > 0 ? [`path: ${encoder("styledPath")}`] : []),
    ...(isStyled ? [`query: ${isWhole ? encoder("wholeQuery") : imports.runtimeValue("styledQuery")}`] : []),
    ...(cookies.length > 0 || hasStyledHeader ? [`headers: ${encoder("styledHeaders")}`] : []),
    ...(server === undefined ? [] : [`server: ${serverEncoder(server, imports)}`]),
    ...(reader === undefined ? [] : [`pages: ${imports.from(PAGES_MODULE, reader, false)}`]),
    ...(response.kind === "any" || response.kind === "mixed" ? [`response: ${encoder("responseKind")}`] : []),
    ...redirectEncoders(response, imports),
    ...int64Encoders(operation, surroundings),
  ];
  return encoders.length === 0 ? "" : `, { ${encoders.join(", ")} }`;
}

/** The locations of 64-bit integers in an operation, if it needs them. */
function int64Code(
  operation: OperationModel,
  { api, imports, int64 }: OperationSurroundings,
): string | undefined {
  const places = int64 && int64InOperation(operation, int64.finder);
  if (int64 === undefined || places === undefined || api.int64 === undefined) return undefined;
  const constant = (type: string) => imports.from(int64.module, placesName(type), false);
  return int64Text(places, api.int64, constant, "  ");
}

/** Encoders that keep 64-bit integers exact. */
function int64Encoders(
  operation: OperationModel,
  { imports, int64 }: OperationSurroundings,
): readonly string[] {
  const places = int64 && int64InOperation(operation, int64.finder);
  if (places === undefined) return [];
  const part = (name: (typeof INT64_PARTS | typeof INT64_EXPORTS)[number]) =>
    imports.from(INT64_MODULE, name, false);
  const hasResponses = places.responses.length > 0;
  return [
    ...(places.params.length > 0 ? [`build: ${part("exactRequest")}`] : []),
    ...(hasResponses ? [`parse: ${part("exactJSON")}`] : []),
    ...(hasResponses && operation.call.kind === "streamed" ? [`write: ${part("stringifyExact")}`] : []),
  ];
}

/** Handling of documented redirects. */
function redirectEncoders(
  { kind, followsRedirects }: OperationModel["response"],
  imports: Imports,
): readonly string[] {
  if (kind === "location") return [`location: ${imports.from(REDIRECTS_MODULE, "redirectLocation", false)}`];
  if (followsRedirects !== true) return [];
  return [`redirects: ${imports.from(REDIRECTS_MODULE, "followRedirects", false)}`];
}

function serverEncoder({ withoutCredentials }: OperationServer, imports: Imports): string {
  const name = withoutCredentials === true ? "anonymousServer" : "ownServer";
  return imports.from(SERVERS_MODULE, name, false);
}

/** The path without its fragment, which is never sent. */
function sentPath(path: string): string {
  return path.replace(/#[^{}]*$/, "");
}

function headerValue({ name, style, property }: HeaderParameter): { readonly name: string } {
  return {
    name,
    ...(property !== undefined && { property }),
    ...(style !== undefined && HEADER_STYLES[style]),
  };
}

const HEADER_STYLES = {
  json: { content: "json" },
  exploded: { explode: true },
  object: { style: "simple" },
} as const;

function nameOrData(parameter: { readonly name: string }): JsonValue {
  return Object.keys(parameter).length === 1 ? parameter.name : dataOf(parameter);
}

function dataOf(parameter: object): JsonValue {
  return { ...parameter };
}

/** With a small first letter, as part of a sentence. A title such as `List Files` stays as it is. */
function lowerFirst(text: string): string {
  const isSentence = /^[A-Z][a-z]/.test(text) && !/^[A-Z][a-z]+ [A-Z][a-z]/.test(text);
  return isSentence ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
