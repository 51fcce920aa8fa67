import type { HttpMethod } from "../../api-model/api-model.ts";
import type { CallModel } from "../../api-model/calls.ts";
import type { RawType } from "../../api-model/raw-types.ts";
import { withoutAliases, withoutNull } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import type { ModelContext } from "../context/context.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";

/** How an operation without a stream is called: a GET whose response contains the items of a page is paged. */
export function buildCall(
  context: ModelContext,
  types: TypeBuilder,
  method: HttpMethod,
  response: TypeExpression,
): CallModel {
  const pagination = context.document.root["x-pagination"];
  const body = objectNamed(types, response);
  if (method !== "GET" || pagination === undefined || body?.kind !== "object") return { kind: "single" };
  const items = body.properties.find(({ name }) => name === pagination.items);
  const list = items === undefined ? undefined : withoutNull(items.type);
  return list?.kind === "array" ? { kind: "paged", item: list.items, body: response } : { kind: "single" };
}

/** The object that an expression references, directly or through aliases. */
function objectNamed(types: TypeBuilder, expression: TypeExpression): RawType | undefined {
  const written = withoutAliases(expression, (name) => types.typeNamed(name));
  return written.kind === "reference" ? types.typeNamed(written.name) : undefined;
}
