import type { PropertyPath } from "../../api-model/paging.ts";
import type { RawProperty, RawType } from "../../api-model/raw-types.ts";
import type { BodyModel, QueryParameter } from "../../api-model/requests.ts";
import type { ResponseModel } from "../../api-model/responses.ts";
import { withoutAliases, withoutNull } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";

/** What a call sends and receives, as far as it matters for pages. */
export interface ListShape {
  readonly parameters: readonly ParameterShape[];
  /** The arrays of the response, outermost first. */
  readonly arrays: readonly ArrayShape[];
  /** The other values of the response. */
  readonly values: readonly ValueShape[];
  /** The names of objects that are properties of the response itself. */
  readonly objects: readonly string[];
  /** The names of documented response headers, in lower case. */
  readonly headers: readonly string[];
  readonly path: string;
}

/** A request parameter of the query or the body. */
export interface ParameterShape {
  /** The name as it is sent. */
  readonly name: string;
  readonly in: "query" | "body";
  readonly kind: ValueKind;
  readonly property: RawProperty;
}

export interface ArrayShape {
  readonly path: PropertyPath;
  /** Whether responses may lack it. */
  readonly mayBeOmitted: boolean;
  readonly item: TypeExpression;
  /** The properties of an item; none if it is not an object. */
  readonly members: readonly RawProperty[];
}

export interface ValueShape {
  readonly path: PropertyPath;
  readonly kind: ValueKind;
  readonly property: RawProperty;
}

/** The kind of a value that is not an object or an array. `mixed`: a string or a number. */
export type ValueKind = "string" | "number" | "mixed" | "boolean" | "other";

/** What the shape of a call is read from. */
export interface CallParts {
  readonly path: string;
  readonly query: readonly QueryParameter[];
  readonly body: BodyModel | undefined;
  /** The parameters that are not in the path. */
  readonly params: readonly RawProperty[];
  /** The names of parameters that are sent as headers or cookies. */
  readonly elsewhere: ReadonlySet<string>;
  readonly response: ResponseModel;
}

/** The shape of a call. */
export function listShape(types: TypeBuilder, parts: CallParts): ListShape {
  const { path, response } = parts;
  const found = response.kind === "json" ? responseShape(types, response.type) : NOTHING;
  return { parameters: parameterShapes(types, parts), ...found, headers: response.headers ?? [], path };
}

/** How deep objects of a response are searched. */
const MAXIMUM_DEPTH = 3;

type ResponseShape = Pick<ListShape, "arrays" | "values" | "objects">;

const NOTHING: ResponseShape = { arrays: [], values: [], objects: [] };

/** The shapes of responses that were read. Many operations have the same response. */
const known = new WeakMap<TypeExpression | RawType, ResponseShape>();

function responseShape(types: TypeBuilder, response: TypeExpression): ResponseShape {
  const type = resolved(types, response);
  const shape = known.get(type) ?? readShape(types, type);
  known.set(type, shape);
  return shape;
}

function readShape(types: TypeBuilder, type: TypeExpression | RawType): ResponseShape {
  if (type.kind === "array")
    return { arrays: [arrayShape(types, [], type.items, false)], values: [], objects: [] };
  const arrays: ArrayShape[] = [];
  const values: ValueShape[] = [];
  const objects: string[] = [];
  let level: readonly (readonly [PropertyPath, RawProperty])[] = properties(types, type).map((each) => [
    [],
    each,
  ]);
  for (let depth = 1; depth <= MAXIMUM_DEPTH && level.length > 0; depth += 1) {
    const below: (readonly [PropertyPath, RawProperty])[] = [];
    for (const [parent, property] of level) {
      const path = [...parent, property.name];
      const own = resolved(types, withoutNull(property.type));
      const members = properties(types, own);
      if (own.kind === "array") arrays.push(arrayShape(types, path, own.items, !property.required));
      else if (members.length > 0) {
        if (depth === 1) objects.push(property.name);
        below.push(...members.map((member) => [path, member] as const));
      } else values.push({ path, kind: kindOf(types, own), property });
    }
    level = below;
  }
  return { arrays, values, objects };
}

function arrayShape(
  types: TypeBuilder,
  path: PropertyPath,
  item: TypeExpression,
  mayBeOmitted: boolean,
): ArrayShape {
  return { path, mayBeOmitted, item, members: properties(types, resolved(types, withoutNull(item))) };
}

function parameterShapes(
  types: TypeBuilder,
  { query, body, params, elsewhere }: CallParts,
): readonly ParameterShape[] {
  const inQuery = new Map(query.map(({ name, property }) => [property ?? name, name]));
  return params.flatMap((property): readonly ParameterShape[] => {
    const sent = inQuery.get(property.name);
    const isBody = sent === undefined && !elsewhere.has(property.name);
    // In a body that is one parameter, and in forms, a page cannot be selected by changing one property.
    if (isBody && (body?.parameter !== undefined || body?.encoding !== "json")) return [];
    if (property.only === "response") return [];
    if (sent === undefined && !isBody) return [];
    const kind = kindOf(types, resolved(types, withoutNull(property.type)));
    return [{ name: sent ?? property.name, in: isBody ? "body" : "query", kind, property }];
  });
}

/** The properties of an object in responses, with those of all parts of an intersection. */
function properties(types: TypeBuilder, type: TypeExpression | RawType): readonly RawProperty[] {
  if (type.kind === "intersection") {
    return type.members.flatMap((member) => properties(types, resolved(types, member)));
  }
  if (type.kind !== "object") return [];
  return type.properties.filter(({ only }) => only !== "request");
}

/** The named type that an expression references, through aliases. Other expressions are returned unchanged. */
function resolved(types: TypeBuilder, expression: TypeExpression): TypeExpression | RawType {
  const written = withoutNull(withoutAliases(expression, (name) => types.typeNamed(name)));
  return written.kind === "reference" ? (types.typeNamed(written.name) ?? written) : written;
}

function kindOf(types: TypeBuilder, type: TypeExpression | RawType): ValueKind {
  const kinds = new Set(membersOf(types, type).map(plainKind));
  const [only] = kinds;
  if (kinds.size === 1 && only !== undefined) return only;
  // A value that may be several plain kinds, such as a number or a string.
  return [...kinds].every((kind) => kind === "string" || kind === "number") ? "mixed" : "other";
}

/** The members of a union, with those of the unions in it, which may lead to each other. Any other type is its only member. */
function membersOf(
  types: TypeBuilder,
  type: TypeExpression | RawType,
): readonly (TypeExpression | RawType)[] {
  const members: (TypeExpression | RawType)[] = [];
  const seen = new Set<TypeExpression | RawType>();
  const open = [type];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind !== "union") members.push(next);
    else if (!seen.has(next)) {
      seen.add(next);
      open.push(...next.members.map((member) => resolved(types, member)));
    }
  }
  return members;
}

function plainKind(type: TypeExpression | RawType): ValueKind {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return type.kind;
    case "literal":
      return typeof type.value as ValueKind;
    default:
      return "other";
  }
}
