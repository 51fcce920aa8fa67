import type { WebhookModel } from "../../api-model/api-model.ts";
import { compareNames, sortedEntries } from "../../api-model/order.ts";
import { camelName, pascalName } from "../../names/words.ts";
import type { OperationObject, RequestBodyObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import { chooseBody } from "../operations/media.ts";
import { documentationOf } from "../schemas/reading/documentation.ts";
import { discriminate } from "../schemas/rules/unions.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";

/** The events that the API sends, and the property that distinguishes them, if there is one. */
export interface Events {
  /** Sorted by event type. */
  readonly webhooks: readonly WebhookModel[];
  readonly eventDiscriminator?: string;
}

/**
 * Builds the events from the bodies of the webhooks' POST requests. Event types are the values of the discriminator, or else
 * the names of the webhooks in the document.
 */
export function buildEvents(context: ModelContext, types: TypeBuilder): Events {
  const written = sortedEntries(context.document.root.webhooks ?? {}).flatMap(([eventType, item]) => {
    const place = ["webhooks", eventType];
    const operation: OperationObject | undefined = item.post;
    if (operation?.requestBody === undefined) return [];
    const pointer = [...place, "post"];
    const body = context.resolve<RequestBodyObject>(operation.requestBody, [...pointer, "requestBody"]);
    const chosen = chooseBody(context, {
      value: body.value.content ?? {},
      pointer: [...body.pointer, "content"],
    });
    if (chosen?.schema === undefined) return [];
    const type = types.expression(chosen.schema, `${pascalName(camelName(eventType))}Event`);
    const event = { eventType, type, docs: documentationOf(operation), place };
    return [{ event, schema: chosen.schema }];
  });
  const discriminator = discriminate(
    types,
    written.map(({ schema }) => schema),
    written.map(({ event }) => event.type),
  );
  const webhooks = written.map(({ event }, index) => ({
    ...event,
    eventType: discriminator?.values[index]?.[0] ?? event.eventType,
  }));
  return {
    webhooks: webhooks.sort((a, b) => compareNames(a.eventType, b.eventType)),
    ...(discriminator !== undefined && { eventDiscriminator: discriminator.property }),
  };
}
