import type { Feature } from "../kit/feature.ts";
import { compareSignatures } from "./compare.ts";
import { webhookExports } from "./exports.ts";
import { readSignature } from "./read.ts";
import { receiverIn, WEBHOOKS } from "./signature.ts";

/** The events and callbacks that the API sends: their types, and what verifies and dispatches them. */
export const webhooks: Feature = {
  name: WEBHOOKS,
  readDocument: readSignature,
  modules: (pack) =>
    pack.kind === "resources" && receiverIn(pack) !== undefined
      ? [{ name: "receiver", exports: ["createWebhookHandler", "webhooks"] }]
      : [],
  exports: webhookExports,
  compare: compareSignatures,
  emit: async (pack) => {
    if (pack.kind === "umbrella") return [];
    const [{ emitCallbacks }, { emitWebhooks }, { emitWebhookReceiver }] = await Promise.all([
      import("./callbacks.ts"),
      import("./events.ts"),
      import("./receiver.ts"),
    ]);
    const callbacks = pack.kind === "resources" ? emitCallbacks(pack) : [];
    return [...callbacks, ...emitWebhooks(pack), ...emitWebhookReceiver(pack)];
  },
  abilities: async (pack) => {
    const { eventAbility } = await import("./examples.ts");
    return { events: eventAbility(pack) };
  },
};
