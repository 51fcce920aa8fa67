import type { RawProperty } from "../../api-model/raw-types.ts";
import type { BodyModel, QueryParameter } from "../../api-model/requests.ts";
import { withoutNull } from "../../api-model/type-expressions.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { propertiesIn, resolvedType } from "../schemas/type-properties.ts";
import { kindOf, type ValueKind } from "./value-kinds.ts";

/** A request parameter of the query or the body. */
export interface ParameterShape {
  /** The name as it is sent. */
  readonly name: string;
  readonly in: "query" | "body";
  /** The parameter of the call that has it as a property: an object in the query whose properties are sent like parameters. */
  readonly object?: string;
  readonly kind: ValueKind;
  readonly property: RawProperty;
}

/** The input from which the parameters of a call are read. */
export interface RequestParts {
  readonly query: readonly QueryParameter[];
  readonly body: BodyModel | undefined;
  /** The parameters that are not in the path. */
  readonly params: readonly RawProperty[];
  /** The names of parameters that are sent as headers or cookies. */
  readonly elsewhere: ReadonlySet<string>;
}

/** The parameters that may select a page. */
export function parameterShapes(
  types: TypeBuilder,
  { query, body, params, elsewhere }: RequestParts,
): readonly ParameterShape[] {
  const inQuery = new Map(query.map((parameter) => [parameter.property ?? parameter.name, parameter]));
  return params.flatMap((property): readonly ParameterShape[] => {
    const parameter = inQuery.get(property.name);
    const isBody = parameter === undefined && !elsewhere.has(property.name);
    // A page cannot be selected by changing one property of a form or of a body that is one parameter.
    if (isBody && (body?.parameter !== undefined || body?.encoding !== "json")) return [];
    if (property.only === "response") return [];
    if (parameter === undefined && !isBody) return [];
    const type = resolvedType(types, withoutNull(property.type));
    const kind = kindOf(types, type);
    const own = {
      name: parameter?.name ?? property.name,
      in: isBody ? "body" : "query",
      kind,
      property,
    } as const;
    if (parameter === undefined || !isExploded(parameter)) return [own];
    const inner = propertiesIn(types, type, "response").map(
      (each): ParameterShape => ({
        name: each.name,
        in: "query",
        object: property.name,
        kind: kindOf(types, resolvedType(types, withoutNull(each.type))),
        property: each,
      }),
    );
    return [own, ...inner];
  });
}

/** True if the properties of an object are sent as separate parameters, the default. */
export function isExploded({ style, explode, content, whole }: QueryParameter): boolean {
  return style === undefined && explode === undefined && content === undefined && whole === undefined;
}
