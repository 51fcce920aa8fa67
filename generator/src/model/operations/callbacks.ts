import type { CallbackModel } from "../../api-model/deliveries.ts";
import { sortedEntries } from "../../api-model/order.ts";
import { camelName, pascalName } from "../../names/words.ts";
import type { CallbackObject } from "../../spec/index.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { buildDelivery, deliveriesIn, type WrittenDelivery } from "./deliveries.ts";

/** Builds the callbacks of an operation. */
export function buildCallbacks(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
): readonly CallbackModel[] {
  return sortedEntries(operation.value.callbacks ?? {}).flatMap(([name, written]) => {
    const pointer = [...operation.pointer, "callbacks", name];
    const callback = context.resolve<CallbackObject>(written, pointer);
    const requests = sortedEntries(callback.value)
      .filter(([url]) => !url.startsWith("x-"))
      .flatMap(([url, item]) =>
        deliveriesIn(context, item, [...callback.pointer, url]).map((delivery) => ({ url, delivery })),
      );
    return requests.map(({ url, delivery }): CallbackModel => {
      const method = requests.length === 1 ? "" : pascalName(delivery.method.toLowerCase());
      const hint = `${pascalName(operation.id)}${pascalName(camelName(name))}${method}Callback`;
      const typeName = context.claimDerived(hint, "Object", placeOf(delivery));
      return { name, typeName, url, ...buildDelivery(context, types, delivery, typeName) };
    });
  });
}

/** The position of the name: an inline schema itself, or else the request. */
function placeOf({ schema, pointer }: WrittenDelivery): WrittenDelivery["pointer"] {
  const isInline = typeof schema.value === "object" && schema.value.$ref === undefined;
  return isInline ? schema.pointer : [...pointer, "requestBody"];
}
