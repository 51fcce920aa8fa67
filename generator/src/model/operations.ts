import type { OperationObject, ParameterObject, Pointer } from "../spec/index.ts";
import type { PageModel, QueryParameter } from "./api-model.ts";
import { constraintsOf } from "./constraints.ts";
import type { Located, ModelContext } from "./context.ts";
import { documentationOf } from "./documentation.ts";
import type { RawBody, RawOperation, RawParams } from "./raw-model.ts";
import type { RawProperty } from "./raw-types.ts";
import { buildBody } from "./request-bodies.ts";
import { buildResponse, statusesOf } from "./responses.ts";
import { sampleOf } from "./samples.ts";
import { sinceOf } from "./since.ts";
import type { TypeBuilder } from "./type-builder.ts";
import { withoutNull } from "./type-expressions.ts";
import type { TypeExpression } from "./type-model.ts";
import { buildUpload } from "./uploads.ts";
import { camelName, OPTION_NAMES, pascalName } from "./words.ts";
import type { WrittenOperation } from "./written-operation.ts";

/** Builds an operation without the name of its method, which depends on the other operations of its resource. */
export function buildOperation(
  context: ModelContext,
  types: TypeBuilder,
  written: WrittenOperation,
): RawOperation {
  const { id, value, pointer, method, path } = written;
  const inPath = written.parameters.filter((parameter) => parameter.value.in === "path");
  const inQuery = written.parameters.filter((parameter) => parameter.value.in === "query");
  const inHeader = written.parameters.filter(
    (parameter) => parameter.value.in === "header" && !isOwnHeader(parameter),
  );
  for (const cookie of written.parameters.filter((parameter) => parameter.value.in === "cookie")) {
    context.report("unsupported-parameter", { name: cookie.value.name, place: "cookie" }, cookie.pointer);
  }
  const property = (parameter: Located<ParameterObject>) =>
    propertyOf(context, types, parameter, pascalName(id));
  if (value.servers !== undefined) context.report("unsupported-servers", {}, [...pointer, "servers"]);
  for (const written of inQuery.filter(
    ({ value: own }) => own.schema === undefined && own.content !== undefined,
  )) {
    context.report("unsupported-parameter-content", { name: written.value.name }, [
      ...written.pointer,
      "content",
    ]);
  }
  const names = new Set([...inPath, ...inQuery, ...inHeader].map((parameter) => parameter.value.name));
  const body = buildBody(context, types, written, names);
  reportClashes(context, [...inPath, ...inQuery, ...inHeader], body?.model.parameter);
  const params = paramsOf(context, written, [...inQuery, ...inHeader].map(property), body);
  const response = buildResponse(context, types, written);
  const page = method === "GET" ? pageOf(context, types, response.type) : undefined;
  const upload = buildUpload(context, written, params);
  return {
    id,
    method: id,
    httpMethod: method,
    path: templateOf(path, inPath),
    docs: documentationOf(value),
    place: pointer,
    pathParameters: inPath
      .map(property)
      .map(({ recent: _, ...parameter }) => parameter)
      .sort((a, b) => path.indexOf(`{${a.name}}`) - path.indexOf(`{${b.name}}`)),
    query: inQuery.map(queryParameter),
    headers: inHeader.map((parameter) => parameter.value.name),
    ...(body !== undefined && { body: body.model }),
    ...(params !== undefined && { params }),
    response,
    ...(page !== undefined && { page }),
    ...(upload !== undefined && { upload }),
    statuses: statusesOf(value),
    ...(isPublic(value) && { authentication: false as const }),
    sample: sampleOf(context, {
      inPath,
      others: [...inQuery, ...inHeader],
      body,
      order: params?.properties.map(({ name }) => name) ?? [],
    }),
  };
}

/** Reports parameters that have the same name, or the name of the body parameter. */
function reportClashes(
  context: ModelContext,
  parameters: readonly Located<ParameterObject>[],
  body: string | undefined,
): void {
  const taken = new Set(body === undefined ? [] : [body]);
  for (const { value, pointer } of parameters) {
    if (taken.has(value.name)) context.report("parameter-clash", { name: value.name }, pointer);
    taken.add(value.name);
  }
}

function propertyOf(
  context: ModelContext,
  types: TypeBuilder,
  { value, pointer }: Located<ParameterObject>,
  owner: string,
): RawProperty {
  const content = Object.entries(value.content ?? {})[0];
  const written = value.schema ?? content?.[1].schema ?? true;
  const place: Pointer = value.schema !== undefined ? ["schema"] : ["content", content?.[0] ?? "", "schema"];
  const schema = { value: written, pointer: [...pointer, ...place] };
  const type = types.expression(schema, `${owner}${pascalName(camelName(value.name))}`);
  const constraints = constraintsOf(context, schema);
  const { version } = context.document.root.info;
  const since = sinceOf(value, version);
  if (since?.isAhead === true) {
    context.report("since-ahead", { since: since.version, version }, [...pointer, "x-since"]);
  }
  return {
    name: value.name,
    type: value.in === "query" ? type : withoutNull(type),
    required: value.required === true,
    docs: documentationOf(value, typeof written === "object" ? written : undefined),
    place: pointer,
    ...(constraints !== undefined && { constraints }),
    ...(since?.isRecent === true && { recent: true as const }),
  };
}

function paramsOf(
  context: ModelContext,
  { id, pointer }: WrittenOperation,
  own: readonly RawProperty[],
  body: RawBody | undefined,
): RawParams | undefined {
  const properties: readonly RawProperty[] = [...own, ...(body?.properties ?? [])];
  if (properties.length === 0) return undefined;
  const name = context.claimDerived(`${pascalName(id)}Params`, "Object", [...pointer, "params"]);
  const needed = ({ required, only }: RawProperty) => required && only !== "response";
  const needsBody = body !== undefined && body.model.optional !== true;
  const required = needsBody || properties.some(needed);
  const inOptions = !required && properties.every(fitsOptions);
  return { name, properties, required, ...(inOptions && { inOptions }) };
}

/** Recent parameters can be part of the options, unless an option has the same name. */
function fitsOptions({ name, recent }: RawProperty): boolean {
  return recent === true && !OPTION_NAMES.has(name);
}

/** `{+id}` marks a value that may span several path segments, as in RFC 6570. */
function templateOf(path: string, parameters: readonly Located<ParameterObject>[]): string {
  const multiple = parameters.filter(({ value }) => value["x-multi-segment"] === true);
  return multiple.reduce((text, { value }) => text.replace(`{${value.name}}`, `{+${value.name}}`), path);
}

function queryParameter({ value }: Located<ParameterObject>): QueryParameter {
  const { name, style, explode } = value;
  if (style === "spaceDelimited" || style === "pipeDelimited") return { name, style };
  if (style === "deepObject") return { name, style };
  return explode === false ? { name, explode } : { name };
}

function pageOf(context: ModelContext, types: TypeBuilder, response: TypeExpression): PageModel | undefined {
  const pagination = context.document.root["x-pagination"];
  const body = response.kind === "reference" ? types.types.get(response.name) : undefined;
  if (pagination === undefined || body?.kind !== "object") return undefined;
  const items = body.properties.find(({ name }) => name === pagination.items);
  const list = items === undefined ? undefined : withoutNull(items.type);
  return list?.kind === "array" ? { item: list.items, body: response } : undefined;
}

/** Whether the operation itself overrides `security` with no scheme. */
function isPublic(operation: OperationObject): boolean {
  return operation.security?.every((requirement) => Object.keys(requirement).length === 0) === true;
}

/** Headers that the runtime sets. OpenAPI says that parameters for them must be ignored. */
function isOwnHeader({ value }: Located<ParameterObject>): boolean {
  return ["accept", "content-type", "authorization"].includes(value.name.toLowerCase());
}
