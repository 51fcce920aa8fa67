import type { PropertyPath } from "../../api-model/paging.ts";
import type { RawProperty, RawType } from "../../api-model/raw-types.ts";
import type { ResponseModel } from "../../api-model/responses.ts";
import { withoutNull } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { propertiesIn, resolvedType } from "../schemas/type-properties.ts";
import { type ParameterShape, parameterShapes, type RequestParts } from "./parameter-shapes.ts";
import { kindOf, type ValueKind } from "./value-kinds.ts";

/** The request and response of a call, as far as they matter for pages. */
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

export interface ArrayShape {
  readonly path: PropertyPath;
  /** True if responses may lack it. */
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

/** The input from which the shape of a call is read. */
export interface CallParts extends RequestParts {
  readonly path: string;
  readonly response: ResponseModel;
}

/** The shape of a call. */
export function listShape(types: TypeBuilder, parts: CallParts): ListShape {
  const { path, response } = parts;
  const found = response.kind === "json" ? responseShape(types, response.type) : NOTHING;
  return { parameters: parameterShapes(types, parts), ...found, headers: response.headers ?? [], path };
}

/** Maximum search depth in response objects. */
const MAXIMUM_DEPTH = 3;

type ResponseShape = Pick<ListShape, "arrays" | "values" | "objects">;

const NOTHING: ResponseShape = { arrays: [], values: [], objects: [] };

/** The shapes of responses that were read. Many operations have the same response. */
const known = new WeakMap<TypeExpression | RawType, ResponseShape>();

function responseShape(types: TypeBuilder, response: TypeExpression): ResponseShape {
  const type = resolvedType(types, response);
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
  let level: readonly (readonly [PropertyPath, RawProperty])[] = propertiesIn(types, type).map((each) => [
    [],
    each,
  ]);
  for (let depth = 1; depth <= MAXIMUM_DEPTH && level.length > 0; depth += 1) {
    const below: (readonly [PropertyPath, RawProperty])[] = [];
    for (const [parent, property] of level) {
      const path = [...parent, property.name];
      const own = resolvedType(types, withoutNull(property.type));
      const members = propertiesIn(types, own);
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
  return { path, mayBeOmitted, item, members: propertiesIn(types, resolvedType(types, withoutNull(item))) };
}
