import type { OperationObject, PathItem, Referenced, RequestBodyObject } from "../spec/index.ts";
import type { WebhookModel } from "./api-model.ts";
import type { ModelContext } from "./context.ts";
import { documentationOf } from "./documentation.ts";
import { chooseMedia } from "./media.ts";
import { compareNames } from "./order.ts";
import type { TypeBuilder } from "./type-builder.ts";
import { camelName, pascalName } from "./words.ts";

/** The events that the API sends, by the bodies of its webhooks' POST requests; sorted by event type. */
export function buildWebhooks(context: ModelContext, types: TypeBuilder): readonly WebhookModel[] {
  const written = Object.entries(context.document.root.webhooks ?? {}).flatMap(([eventType, item]) => {
    const resolved = context.resolve<PathItem>(item as Referenced<PathItem>, ["webhooks", eventType]);
    const operation: OperationObject | undefined = resolved.value.post;
    if (operation?.requestBody === undefined) return [];
    const pointer = [...resolved.pointer, "post"];
    const body = context.resolve<RequestBodyObject>(operation.requestBody, [...pointer, "requestBody"]);
    const chosen = chooseMedia({ value: body.value.content ?? {}, pointer: [...body.pointer, "content"] });
    if (chosen?.schema === undefined) return [];
    const type = types.expression(chosen.schema, `${pascalName(camelName(eventType))}Event`);
    const event = { eventType, type, docs: documentationOf(operation), place: resolved.pointer };
    return [{ event, schema: chosen.schema }];
  });
  types.tellApart(
    written.map(({ schema }) => schema),
    written.map(({ event }) => event.type),
  );
  const webhooks = written.map(({ event }) => event);
  return webhooks.sort((a, b) => compareNames(a.eventType, b.eventType));
}
