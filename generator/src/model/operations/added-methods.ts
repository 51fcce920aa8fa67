import { pascalName } from "../../names/words.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";
import type { RawMethod, RawParams } from "./raw-model.ts";

/**
 * The methods that features add for an operation.
 *
 * @param selector The parameter that names the media type of the body. These methods send the usual one.
 */
export function addedMethods(
  context: ModelContext,
  operation: WrittenOperation,
  params: RawParams | undefined,
  selector: string | undefined,
): readonly RawMethod[] {
  return context.extensions.flatMap(({ name: feature, ...extension }) =>
    (extension.readOperation?.(operation) ?? []).map((read) => {
      const { extension: member, id: wanted, fixed, ...rest } = read;
      const place = [...operation.pointer, member];
      const id = context.claim("operation", wanted, place);
      const left = [...fixed, ...[selector ?? []].flat()];
      return {
        feature,
        ...rest,
        id,
        place,
        ...(params !== undefined && { params: paramsWithout(left, params, { context, id, place }) }),
      };
    }),
  );
}

/** A separate type with the remaining parameters. */
function paramsWithout(
  names: readonly string[],
  params: RawParams,
  { context, id, place }: { readonly context: ModelContext } & Pick<RawMethod, "id" | "place">,
): RawParams {
  const name = context.claimDerived(`${pascalName(id)}Params`, "Object", [...place, "params"]);
  return { ...params, name, properties: params.properties.filter((own) => !names.includes(own.name)) };
}
