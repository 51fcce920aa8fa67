import type { WebhookModel } from "../../api-model/deliveries.ts";
import { compareNames, sortedEntries } from "../../api-model/order.ts";
import { camelName, pascalName } from "../../names/words.ts";
import type { ModelContext } from "../context/context.ts";
import { buildDelivery, deliveriesIn } from "../operations/deliveries.ts";
import { discriminate } from "../schemas/rules/unions.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { opened } from "./excluded.ts";

/** The events that the API sends, and the property that distinguishes them, if there is one. */
export interface Events {
  /** Sorted by event type. */
  readonly webhooks: readonly WebhookModel[];
  readonly eventDiscriminator?: string;
}

/**
 * Builds the events from the bodies of the webhooks' requests. Event types are the values of the discriminator, or else the names
 * of the webhooks in the document, with the method if a webhook has several.
 */
export function buildEvents(context: ModelContext, types: TypeBuilder): Events {
  const written = sortedEntries(context.document.root.webhooks ?? {}).flatMap(([name, item]) => {
    const place = ["webhooks", name];
    const deliveries = deliveriesIn(context, item, place);
    return deliveries.map((delivery) => {
      const eventType = deliveries.length === 1 ? name : `${name}.${delivery.method.toLowerCase()}`;
      const hint = `${pascalName(camelName(eventType))}Event`;
      const event = { eventType, ...buildDelivery(context, types, delivery, hint) };
      return { event: deliveries.length === 1 ? { ...event, place } : event, schema: delivery.schema };
    });
  });
  const discriminator = discriminate(
    types,
    written.map(({ schema }) => schema),
    written.map(({ event }) => event.type),
  );
  const webhooks = written.map(({ event }, index) => ({
    ...event,
    type: opened(event.type),
    eventType: discriminator?.values[index]?.[0] ?? event.eventType,
  }));
  return {
    webhooks: webhooks.sort((a, b) => compareNames(a.eventType, b.eventType)),
    ...(discriminator !== undefined && { eventDiscriminator: discriminator.property }),
  };
}
