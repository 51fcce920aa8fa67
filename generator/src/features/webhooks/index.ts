import type { Feature } from "../kit/feature.ts";
import { compareSignatures } from "./compare.ts";
import { webhookExports } from "./exports.ts";

/** The events and callbacks that the API sends: their types, and what verifies and dispatches them. */
export const webhooks: Feature = {
  name: "webhooks",
  modules: (pack) => {
    const receiver = pack.kind === "resources" ? pack.events?.receiver : undefined;
    return receiver === undefined
      ? []
      : [{ name: "receiver", exports: ["createWebhookHandler", "webhooks"] }];
  },
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
};
