import type { PackageModel } from "../../partition/package-model.ts";
import { literalKey, stringLiteral } from "../../printer/literals.ts";
import type { Abilities } from "../../printer/package-variables.ts";
import { receiverOf } from "./signature.ts";

/** The receiver of a package's events. */
interface EventSource {
  /** The module that programs import, `@shop/webhooks` or `shop/receiver`. */
  readonly module: string;
  /** The package that has to be installed in addition. */
  readonly install: string | undefined;
  /** The type of an event for examples. */
  readonly example: string;
}

/** The events that a package, or one next to it, verifies and dispatches. Undefined if there are none. */
export function eventAbility(model: PackageModel): Abilities["events"] {
  const source = eventSource(model);
  if (source === undefined) return undefined;
  return {
    ...source,
    secretVariable: `${model.environment}_WEBHOOK_SECRET`,
    handler: webhookHandler(source),
    once: onceHandler(source),
    signed: signedRequest(source, model.api.eventDiscriminator ?? "type"),
  };
}

/** The receiver of a package's events. Undefined if neither it nor a known package receives them. */
function eventSource({ api, name, ...model }: PackageModel): EventSource | undefined {
  const [first] = api.webhooks;
  if (first === undefined || receiverOf(api) === undefined) return undefined;
  const { eventType: example } = first;
  switch (model.kind) {
    case "webhooks":
      return { module: name, install: undefined, example };
    case "resources":
      return model.events && { module: `${name}/receiver`, install: undefined, example };
    case "umbrella": {
      const { webhooks } = model;
      return webhooks === undefined ? undefined : { module: webhooks, install: webhooks, example };
    }
  }
}

/** A handler for webhook requests. */
function webhookHandler({ module, example }: EventSource): string {
  return [
    `import { createWebhookHandler } from ${stringLiteral(module)};`,
    "",
    "const handler = createWebhookHandler({",
    `  on: { ${stringLiteral(example)}: (event) => console.log(event) },`,
    '  fallback: (event) => console.log("another event", event),',
    "});",
    "",
    "export const POST = handler.fetch;",
  ].join("\n");
}

/** A signed request, for tests of a handler. */
function signedRequest({ module, example }: EventSource, discriminator: string): string {
  return [
    `import { createWebhookHandler, webhooks } from ${stringLiteral(module)};`,
    "",
    'const handler = createWebhookHandler({ on: {}, fallback: console.log, secret: "test" });',
    `const body = JSON.stringify({ ${literalKey(discriminator)}: ${stringLiteral(example)}, data: {} });`,
    'const headers = await webhooks.generateTestHeaders(body, { secret: "test" });',
    'const request = new Request("https://app.test", { method: "POST", body, headers });',
    "console.log((await handler.fetch(request)).status); // 200",
  ].join("\n");
}

/** A handler that handles each delivery once. */
function onceHandler({ module }: EventSource): string {
  return [
    `import { createWebhookHandler, memoryDuplicateStore } from ${stringLiteral(module)};`,
    "",
    "export const handler = createWebhookHandler({",
    "  on: {},",
    "  fallback: (event) => console.log(event),",
    "  duplicates: memoryDuplicateStore(),",
    "});",
  ].join("\n");
}
