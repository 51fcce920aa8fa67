import type { AddedFacts } from "../../api-model/added.ts";
import type { ModelContext } from "../context/context.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";

/** Data that features read from the whole document. */
export function addedFacts({ facts }: ModelContext, types: TypeBuilder): readonly AddedFacts[] {
  return facts.map(({ feature, schemas = [], data }) => ({
    feature,
    types: schemas.map(({ name, ...schema }) => types.expression(schema, name)),
    data,
  }));
}
