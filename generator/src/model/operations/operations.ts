import type { RawProperty } from "../../api-model/raw-types.ts";
import { withoutNull } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import { UNSENDABLE } from "../../api-model/wire-tests.ts";
import type { ParameterObject, RequestBodyObject } from "../../spec/index.ts";
import { canHaveBody } from "../calls/found-operation.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { isExploded } from "../paging/parameter-shapes.ts";
import { isImpossible } from "../samples/impossible.ts";
import { constraintsOf } from "../schemas/reading/constraints.ts";
import { documentationOf } from "../schemas/reading/documentation.ts";
import { sinceOf } from "../schemas/reading/since.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { propertiesIn, resolvedType } from "../schemas/type-properties.ts";
import { addedMethods } from "./added-methods.ts";
import { argumentNames, reportRenamed } from "./argument-names.ts";
import { choiceOf } from "./body-choice.ts";
import { buildCallbacks } from "./callbacks.ts";
import { buildCall } from "./calls.ts";
import { buildErrors } from "./errors.ts";
import { KeptArguments } from "./kept-arguments.ts";
import { buildParams } from "./operation-params.ts";
import { parameterTypeName } from "./owner-name.ts";
import {
  cookieParameter,
  headerParameter,
  parameterSchema,
  pathStyle,
  placedParameters,
  queryParameter,
} from "./parameters.ts";
import type { RawBody, RawOperation } from "./raw-model.ts";
import { buildBody } from "./request-bodies.ts";
import { buildResponse, documentedResponses, statusesOf } from "./responses.ts";
import { paramsSample, pathSample } from "./samples.ts";
import { securityRequirement } from "./security.ts";
import { operationServer } from "./servers.ts";
import { buildStream, withoutStream } from "./streams.ts";

/** Builds an operation without the name of its method, which depends on the other operations of its resource. */
export function buildOperation(
  context: ModelContext,
  types: TypeBuilder,
  written: WrittenOperation,
): RawOperation {
  const { id, value, pointer, method, path } = written;
  const { inQuery, inHeader, inCookie, ...placed } = placedParameters(context, written);
  const inPath = placed.inPath.toSorted(
    (a, b) => path.indexOf(`{${a.value.name}}`) - path.indexOf(`{${b.value.name}}`),
  );
  const inParams = [...inQuery, ...inHeader, ...inCookie];
  const parameters = [...inPath, ...inParams];
  const kept = new KeptArguments(context, written);
  const body = buildBody(context, types, written, { parameters, kept });
  const whole = body?.model.parameter;
  const inBody = whole === undefined ? (body?.properties ?? []).map(({ name }) => name) : [];
  const names = argumentNames(parameters, kept, { whole, inBody });
  kept.record(parameters, names, body !== undefined && whole === undefined);
  reportRenamed(context, parameters, names);
  const nameOf = (parameter: ParameterObject) => names.get(parameter) ?? parameter.name;
  const property = (parameter: Located<ParameterObject>) => ({
    ...propertyOf(context, types, parameter, id),
    name: nameOf(parameter.value),
  });
  const argumentOf = ({ value }: Located<ParameterObject>) =>
    nameOf(value) === value.name ? {} : { property: nameOf(value) };
  const pathNames = inPath.map(({ value }) => value.name);
  const passed = { own: inParams.map(property), inPath: pathNames, body, kept };
  const { params, choice } = buildParams(context, written, passed);
  const request = { others: inParams, names };
  const given = params?.inOptions ? [] : (params?.properties ?? []);
  const stream = buildStream(context, types, written, { parameters: given, names });
  const response = buildResponse(context, types, written, stream);
  const query = inQuery.map((parameter) => ({
    ...queryParameter(context, parameter),
    ...argumentOf(parameter),
  }));
  if (UNSENDABLE.test(method)) context.report("unsendable-method", { method }, pointer);
  if (path.includes("#")) context.report("path-fragment", { path }, pointer);
  const added = addedMethods(context, written, params, choice?.parameter);
  const callbacks = buildCallbacks(context, types, written);
  const server = operationServer(context, written);
  return {
    id,
    method: id,
    httpMethod: method,
    path: templateOf(path, inPath),
    ...(inPath.some(({ value }) => nameOf(value) !== value.name) && {
      template: templateOf(path, inPath, nameOf),
    }),
    docs: documentationOf(value),
    place: pointer,
    pathParameters: inPath.map(property).map(({ recent: _, ...parameter }) => parameter),
    pathStyles: inPath.flatMap((parameter) => {
      const style = pathStyle(context, parameter);
      return style === undefined ? [] : { ...style, name: nameOf(parameter.value) };
    }),
    query,
    headers: inHeader.map((parameter) => ({
      ...headerParameter(context, parameter),
      ...argumentOf(parameter),
    })),
    cookies: inCookie.map((parameter) => ({
      ...cookieParameter(context, parameter),
      ...argumentOf(parameter),
    })),
    ...(body !== undefined && {
      body: {
        ...body.model,
        ...(choice !== undefined && { choice: choiceOf(context, request, body, choice) }),
      },
    }),
    ...(lacksBody(context, written) && { lacksBody: true as const }),
    ...(isUncallable(context, parameters, body) && { lacksSample: true as const }),
    ...(params !== undefined && { params }),
    response,
    call:
      stream ??
      buildCall(context, types, written, {
        path,
        query,
        body: body?.model,
        params: params?.properties ?? [],
        elsewhere: new Set([...inHeader, ...inCookie].map(({ value }) => nameOf(value))),
        response,
      }),
    ...(added.length > 0 && { added }),
    ...(callbacks.length > 0 && { callbacks }),
    errors: buildErrors(context, types, written),
    statuses: statusesOf(value),
    documented: documentedResponses(context, written),
    ...(value.security !== undefined && { security: securityRequirement(value.security) }),
    ...(server !== undefined && { server }),
    sample: withoutStream(stream, params, {
      path: pathSample(context, written, inPath, names),
      params: paramsSample(context, request, body, params),
    }),
  };
}

function propertyOf(
  context: ModelContext,
  types: TypeBuilder,
  { value, pointer }: Located<ParameterObject>,
  operation: string,
): RawProperty {
  const schema = parameterSchema(context, { value, pointer });
  const name = parameterTypeName(context, { name: value.name, pointer }, operation);
  const type = types.expression(schema, name);
  const constraints = constraintsOf(context, schema);
  const { version } = context.document.root.info;
  const since = sinceOf(value, version);
  if (since?.isAhead === true) {
    context.report("since-ahead", { since: since.version, version }, [...pointer, "x-since"]);
  }
  return {
    name: value.name,
    type: value.in === "query" ? type : withoutNull(type),
    required: value.required === true && !maySendNothing(context, types, { value, pointer }, type),
    docs: documentationOf(value, typeof schema.value === "object" ? schema.value : undefined, context.int64),
    place: pointer,
    ...(constraints !== undefined && { constraints }),
    ...(since?.isRecent === true && { recent: true as const }),
  };
}

/**
 * True if a parameter is an object in the query whose properties are sent as parameters, none of which is required. Without it, the request
 * is the same as with an empty object, so it is optional even if the document requires it, as frameworks do.
 */
function maySendNothing(
  context: ModelContext,
  types: TypeBuilder,
  parameter: Located<ParameterObject>,
  written: TypeExpression,
): boolean {
  if (parameter.value.in !== "query" || !isExploded(queryParameter(context, parameter))) return false;
  const type = resolvedType(types, written);
  const isObject = (each: typeof type): boolean =>
    each.kind === "intersection"
      ? each.members.every((member) => isObject(resolvedType(types, member)))
      : each.kind === "object";
  return isObject(type) && propertiesIn(types, type, "response").every(({ required }) => !required);
}

/** True if the document requires a body that requests with the method cannot have. */
function lacksBody(context: ModelContext, { value, method, pointer }: WrittenOperation): boolean {
  if (value.requestBody === undefined || canHaveBody(method)) return false;
  const body = context.resolve<RequestBodyObject>(value.requestBody, [...pointer, "requestBody"]);
  return body.value.required === true;
}

/** True if no value fits a required parameter or the body. */
function isUncallable(
  context: ModelContext,
  parameters: readonly Located<ParameterObject>[],
  body: RawBody | undefined,
): boolean {
  const needed = parameters.filter(({ value }) => value.required === true);
  const schemas = [
    ...needed.map((parameter) => parameterSchema(context, parameter)),
    body?.schema ?? [],
  ].flat();
  return schemas.some((schema) => isImpossible(context, schema));
}

/** `{+id}` marks a value that may span several path segments, as in RFC 6570. */
function templateOf(
  path: string,
  parameters: readonly Located<ParameterObject>[],
  nameOf = ({ name }: ParameterObject) => name,
): string {
  const byName = new Map(parameters.map(({ value }) => [value.name, value]));
  return path.replace(/\{([^{}]*)\}/g, (written, name: string) => {
    const parameter = byName.get(name);
    if (parameter === undefined) return written;
    return `{${parameter["x-multi-segment"] === true ? "+" : ""}${nameOf(parameter)}}`;
  });
}
