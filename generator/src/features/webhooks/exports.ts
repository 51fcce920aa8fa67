import { eventNames } from "../../names/event-names.ts";
import { WEBHOOK_TYPES, WEBHOOK_VALUES, WEBHOOKS_MODULE } from "../../names/runtime-symbols.ts";
import type { AddedExports } from "../../partition/additions.ts";
import type {
  CallbacksPart,
  EventsPart,
  PackageModel,
  WebhooksPackage,
} from "../../partition/package-model.ts";
import { namesOfTypes } from "../../surface/package-surface.ts";
import { receiverOf } from "./signature.ts";

/** The exports of a package's events and callbacks. */
export function webhookExports(pack: PackageModel): readonly AddedExports[] {
  switch (pack.kind) {
    case "resources":
      return [
        ...(pack.callbacks === undefined ? [] : [callbackExports(pack.callbacks)]),
        // Only the events: what receives them is in a separate module, so that other programs do not load it.
        ...(pack.events === undefined ? [] : [eventExports("./webhooks.js", pack.events)]),
      ];
    case "webhooks":
      return [eventExports("./events.js", pack), ...receiverExports(pack)];
    case "umbrella":
      return [];
  }
}

/** The callbacks whose type is an alias, because it is not declared separately. */
export function callbackAliases({ callbacks }: CallbacksPart): CallbacksPart["callbacks"] {
  return callbacks.filter(
    ({ callback: { type, typeName } }) => type.kind !== "reference" || type.name !== typeName,
  );
}

function callbackExports(part: CallbacksPart): AddedExports {
  const own = namesOfTypes(part.types);
  const aliases = callbackAliases(part).map(({ callback }) => callback.typeName);
  return { module: "./callbacks.js", values: own.values, types: [...own.types, ...aliases] };
}

function eventExports(module: string, { types, union }: EventsPart): AddedExports {
  const own = namesOfTypes(types);
  const { type, ...names } = eventNames(union);
  return { module, values: [...own.values, type], types: [...own.types, ...Object.values(names)] };
}

/** The exports for receiving events. */
function receiverExports({ api }: WebhooksPackage): readonly AddedExports[] {
  if (receiverOf(api) === undefined) return [];
  return [
    { module: "./receiver.js", values: ["createWebhookHandler", "webhooks"], types: [] },
    { module: WEBHOOKS_MODULE, values: WEBHOOK_VALUES, types: WEBHOOK_TYPES },
  ];
}
