import type { AddedMethod } from "../../api-model/added.ts";
import type { ApiModel, OperationModel, ResourceModel } from "../../api-model/api-model.ts";
import { compareNames } from "../../api-model/order.ts";
import type { RawProperty, RawType } from "../../api-model/raw-types.ts";
import { mentionedBy, reachableFrom, usersOf } from "../../api-model/reach.ts";
import type { BodyModel } from "../../api-model/requests.ts";
import { allOperations } from "../../api-model/resource-tree.ts";
import { resultTypes } from "../../api-model/responses.ts";
import { mapReferences } from "../../api-model/type-expressions.ts";
import type { Direction, NamedType, Property, TypeExpression } from "../../api-model/type-model.ts";
import type {
  RawBodyModel,
  RawMethod,
  RawOperation,
  RawParams,
  RawResource,
} from "../operations/raw-model.ts";
import { opened } from "./excluded.ts";

type OneWay = "request" | "response";

/** The parts of the model whose types depend on the direction. */
type Settled = Pick<ApiModel, "resources" | "types">;

/**
 * Applies `required`, `readOnly`, `writeOnly` and `x-since` to each type. A type that is used in both directions and differs
 * by direction becomes two types; that for requests is named `…Input`. Unused types are removed.
 */
export function settleDirections(
  raw: ReadonlyMap<string, RawType>,
  resources: readonly RawResource[],
  /** The types of other values that programs receive. */
  others: readonly TypeExpression[],
  claim: (name: string, of: string) => string,
): Settled {
  const operations = allOperations(resources);
  const sent = reachable(raw, operations.flatMap(sentBy), "request");
  const received = reachable(raw, [...operations.flatMap(receivedBy), ...others], "response");
  const split = splitTypes(raw, new Set([...sent].filter((name) => received.has(name))));
  const inputs = new Map([...split].sort().map((name) => [name, claim(`${name}Input`, name)]));
  const inRequest = (name: string) => inputs.get(name) ?? name;

  const types = [...raw.values()].flatMap((type): readonly NamedType[] => {
    const direction = directionOf(type.name, sent, received);
    if (direction === undefined) return [];
    const input = inputs.get(type.name);
    if (input === undefined) return [typeIn(type, direction, type.name, inRequest)];
    const sentAs = typeIn(type, "request", input, inRequest);
    return [typeIn(type, "response", type.name, (name) => name), { ...sentAs, received: type.name }];
  });
  return {
    resources: resources.map((resource) => resourceIn(resource, inRequest)),
    types: types.sort((a, b) => compareNames(a.name, b.name)),
  };
}

function resourceIn(
  { label: _, ...resource }: RawResource,
  inRequest: (name: string) => string,
): ResourceModel {
  return {
    ...resource,
    operations: resource.operations.map((operation) => operationIn(operation, inRequest)),
    resources: resource.resources.map((inner) => resourceIn(inner, inRequest)),
  };
}

function operationIn(operation: RawOperation, inRequest: (name: string) => string): OperationModel {
  const { params, added, body, ...rest } = operation;
  const { response, call, errors, callbacks } = rest;
  const received = <Part extends { readonly type: TypeExpression }>(part: Part) => ({
    ...part,
    type: opened(part.type),
  });
  return {
    ...rest,
    response: received(response),
    ...(call.kind === "streamed" && { call: { ...call, item: opened(call.item) } }),
    errors: errors.map(received),
    ...(callbacks !== undefined && { callbacks: callbacks.map(received) }),
    ...(body !== undefined && { body: bodyIn(body, inRequest) }),
    ...(params !== undefined && { params: paramsIn(params, inRequest) }),
    ...(added !== undefined && { added: added.map((method) => methodIn(method, inRequest)) }),
  };
}

function methodIn(
  { params, place: _, ...method }: RawMethod,
  inRequest: (name: string) => string,
): AddedMethod {
  return { ...method, ...(params !== undefined && { params: paramsIn(params, inRequest) }) };
}

function bodyIn({ choice, ...body }: RawBodyModel, inRequest: (name: string) => string): BodyModel {
  if (choice === undefined) return body;
  const alternatives = choice.alternatives.map((alternative) => ({
    ...alternative,
    params: paramsIn(alternative.params, inRequest),
  }));
  return { ...body, choice: { ...choice, alternatives } };
}

function paramsIn(params: RawParams, inRequest: (name: string) => string) {
  return { ...params, properties: propertiesIn(params.properties, "request", inRequest) };
}

function typeIn(
  type: RawType,
  direction: Direction,
  name: string,
  rename: (name: string) => string,
): NamedType {
  const rewrite = (expression: TypeExpression) => expressionIn(expression, direction, rename);
  switch (type.kind) {
    case "object": {
      const { additional, patterns, ...rest } = type;
      return {
        ...rest,
        name,
        direction,
        properties: propertiesIn(type.properties, direction, rename),
        ...(patterns !== undefined && {
          patterns: patterns.map((pattern) => ({ ...pattern, type: rewrite(pattern.type) })),
        }),
        ...(additional !== undefined && {
          additional: rewrite(additional),
        }),
      };
    }
    case "union":
      return {
        ...type,
        name,
        direction,
        members: type.members.map(rewrite),
        ...(type.fallback !== undefined && { fallback: rewrite(type.fallback) }),
      };
    case "alias":
      return { ...type, name, direction, type: rewrite(type.type) };
    case "enum":
      return { ...type, name, direction };
  }
}

function propertiesIn(
  properties: readonly RawProperty[],
  direction: Direction,
  rename: (name: string) => string,
): readonly Property[] {
  return properties
    .filter(({ only }) => only === undefined || direction === "both" || only === direction)
    .map(({ only: _, recent, ...property }) => ({
      ...property,
      required: property.required && !(recent === true && direction !== "request"),
      type: expressionIn(property.type, direction, rename),
    }));
}

function expressionIn(
  expression: TypeExpression,
  direction: Direction,
  rename: (name: string) => string,
): TypeExpression {
  const renamed = direction === "response" ? expression : mapReferences(expression, rename);
  return direction === "request" ? renamed : opened(renamed);
}

function sentBy({ params, pathParameters, body }: RawOperation): readonly TypeExpression[] {
  const all = [params ?? [], (body?.choice?.alternatives ?? []).map((other) => other.params)].flat(2);
  const own = all.flatMap(({ properties }) => properties).filter(({ only }) => only !== "response");
  return [...pathParameters, ...own].map(({ type }) => type);
}

function receivedBy({ response, call, errors, callbacks = [] }: RawOperation): readonly TypeExpression[] {
  const others = [...errors, ...callbacks].map(({ type }) => type);
  return [...resultTypes(response), ...(call.kind === "streamed" ? [call.item] : []), ...others];
}

/** The types that expressions use, directly or indirectly, through properties that exist in the direction. */
function reachable(
  raw: ReadonlyMap<string, RawType>,
  roots: readonly TypeExpression[],
  direction: OneWay,
): ReadonlySet<string> {
  return reachableFrom(roots, (name) => {
    const type = raw.get(name);
    return type === undefined ? [] : mentionedBy(type, direction);
  });
}

/** The types that differ by direction, in a property of their own or of a type that they use. */
function splitTypes(raw: ReadonlyMap<string, RawType>, both: ReadonlySet<string>): ReadonlySet<string> {
  const users = usersOf(
    [...both].flatMap((name) => raw.get(name) ?? []),
    (type) => mentionedBy(type),
  );
  const split = new Set([...both].filter((name) => differs(raw.get(name))));
  // The set grows during the iteration.
  for (const name of split) for (const user of users.get(name) ?? []) split.add(user.name);
  return split;
}

function differs(type: RawType | undefined): boolean {
  return type?.kind === "object" && type.properties.some(dividesType);
}

/** A recent property of one direction does not split the type until the next major version: it is optional in both. */
function dividesType({ only, recent, required }: RawProperty): boolean {
  return recent === true ? required && only !== "response" : only !== undefined;
}

function directionOf(
  name: string,
  sent: ReadonlySet<string>,
  received: ReadonlySet<string>,
): Direction | undefined {
  if (sent.has(name)) return received.has(name) ? "both" : "request";
  return received.has(name) ? "response" : undefined;
}
