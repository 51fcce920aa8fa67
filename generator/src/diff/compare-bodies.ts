import type { BodyAlternative, OperationModel, ParamsType, Property } from "../api-model/index.ts";
import { USUAL_MEDIA_TYPES } from "../api-model/media-types.ts";
import { compareConstraints } from "./compare-constraints.ts";
import type { TypesOfBoth } from "./compare-expressions.ts";
import { compareProperties } from "./compare-properties.ts";
import { compareFields, compareLists } from "./compare-wire.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";
import { bodyOf, parameterOf } from "./subjects.ts";

/** The call whose bodies are compared. */
interface Naming {
  /** `orders.create` */
  readonly call: string;
  readonly spot: Spot;
}

/**
 * Compares the bodies of an operation: that which is sent by default, and the others. The properties of the former are parameters,
 * which are compared separately.
 */
export function compareBodies(
  before: OperationModel,
  after: OperationModel,
  types: TypesOfBoth,
  naming: Naming,
): Comparison {
  const { spot, call } = naming;
  return together(
    compareUsualBodies(before, after, spot),
    before.body?.encoding === after.body?.encoding
      ? compareFields(
          before.body?.fields,
          after.body?.fields,
          (name) => after.body?.parameter !== undefined || hasProperty(after.params, name),
          (name) => parameterOf(call, name),
          spot,
        )
      : SAME,
    compareMediaTypes(before, after, spot),
    compareAlternatives(before, after, types, naming),
  );
}

/** The properties of parameters without the one that names the media type of the body. */
export function withoutSelector(
  { body }: OperationModel,
  params: ParamsType | undefined,
): readonly Property[] {
  const selector = body?.choice?.parameter;
  return (params?.properties ?? []).filter(({ name }) => name !== selector);
}

/** Compares the encoding and the constraints of bodies, and whether they are required. */
function compareUsualBodies(before: OperationModel, after: OperationModel, spot: Spot): Comparison {
  const encoding = ({ body }: OperationModel) => body?.contentType ?? body?.encoding;
  const [from, to] = [encoding(before), encoding(after)];
  const isOther = from !== undefined && to !== undefined && from !== to;
  const needed = (operation: OperationModel) => operation.params?.required === true;
  const isExplained = (after.params?.properties ?? []).some(({ name, required }) => {
    const old = before.params?.properties.find((property) => property.name === name);
    return required !== (old?.required ?? false);
  });
  const isNeeded = needed(before) === needed(after) || isExplained ? undefined : needed(after);
  return together(
    isOther ? found("body-encoding-changed", spot, { from: code(from), to: code(to) }) : SAME,
    isNeeded === undefined ? SAME : found(isNeeded ? "body-became-required" : "body-became-optional", spot),
    compareConstraints(before.body?.constraints, after.body?.constraints, bodyOf(spot)),
  );
}

/** Compares which media types callers can send, and which the SDK does not send. A change of the usual one is reported separately. */
function compareMediaTypes(before: OperationModel, after: OperationModel, spot: Spot): Comparison {
  if (before.body === undefined || after.body === undefined) return SAME;
  const [old, now] = [sendableTypes(before), sendableTypes(after)];
  const without = (types: readonly string[] = [], others: readonly string[]) =>
    types.filter((type) => !others.includes(type));
  const [from, to] = [before.body.choice?.parameter, after.body.choice?.parameter];
  const isRenamed = from !== undefined && to !== undefined && from !== to;
  return together(
    isRenamed ? found("body-selector-renamed", spot, { from: code(from), to: code(to) }) : SAME,
    compareLists("body-type", without(old.slice(1), now), without(now.slice(1), old), spot),
    compareLists("unused-body-type", without(before.body.unused, now), without(after.body.unused, old), spot),
  );
}

/** The media types that callers can send, the usual one first. */
function sendableTypes({ body }: OperationModel): readonly string[] {
  if (body === undefined) return [];
  const { choice, contentType, encoding } = body;
  if (choice === undefined) return [contentType ?? USUAL_MEDIA_TYPES[encoding]];
  return [...choice.usual, ...choice.alternatives.flatMap(({ mediaTypes }) => mediaTypes)];
}

/** Compares the parameters of bodies of one media type that are not the usual body in both versions. */
function compareAlternatives(
  before: OperationModel,
  after: OperationModel,
  types: TypesOfBoth,
  naming: Naming,
): Comparison {
  const [old, now] = [alternativesOf(before), alternativesOf(after)];
  return together(
    ...old.flatMap((alternative) => {
      const shared = (other: BodyAlternative) =>
        alternative.mediaTypes.find((mediaType) => other.mediaTypes.includes(mediaType));
      const other = now.find((candidate) => shared(candidate) !== undefined);
      if (other === undefined) return [];
      const selector = after.body?.choice?.parameter ?? "";
      const named = `${selector}: ${JSON.stringify(shared(other))}`;
      return [
        compareAlternative(
          { body: alternative, properties: bodyProperties(before, alternative) },
          { body: other, properties: bodyProperties(after, other) },
          types,
          {
            spot: naming.spot,
            subject: parameterOf(naming.call, named),
            subjectOf: (name) => parameterOf(naming.call, `${named}, ${name}`),
          },
        ),
      ];
    }),
  );
}

interface Side {
  readonly body: BodyAlternative;
  readonly properties: readonly Property[];
}

interface AlternativeNaming {
  readonly spot: Spot;
  /** The call with the media type. */
  readonly subject: string;
  readonly subjectOf: (name: string) => string;
}

function compareAlternative(
  before: Side,
  after: Side,
  types: TypesOfBoth,
  { spot, subject, subjectOf }: AlternativeNaming,
): Comparison {
  const owner = { kind: "parameter" as const, old: spot.old, new: spot.new, subjectOf };
  const isKept = (name: string) => after.body.parameter !== undefined || hasProperty(after.body.params, name);
  return together(
    compareProperties(before.properties, after.properties, owner, types),
    compareFields(before.body.fields, after.body.fields, isKept, subjectOf, spot),
    compareConstraints(before.body.constraints, after.body.constraints, bodyOf({ ...spot, subject })),
  );
}

function alternativesOf({ body }: OperationModel): readonly BodyAlternative[] {
  return body?.choice?.alternatives ?? [];
}

/** The parameters of an alternative that are part of its body. The others are compared with those of the usual body. */
function bodyProperties(operation: OperationModel, { params }: BodyAlternative): readonly Property[] {
  const { query, headers, cookies } = operation;
  const outside = new Set([...query, ...headers, ...cookies].map(({ name, property = name }) => property));
  return withoutSelector(operation, params).filter(({ name }) => !outside.has(name));
}

function hasProperty(params: ParamsType | undefined, name: string): boolean {
  return params?.properties.some((property) => property.name === name) === true;
}
