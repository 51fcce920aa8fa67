import type { EventsPart, PackageModel } from "../partition/package-model.ts";
import { stringLiteral } from "../printer/literals.ts";

/** Where a package has its events from. */
export interface EventSource {
  /** The module that programs import, `@shop/webhooks` or `shop/receiver`. */
  readonly module: string;
  /** The package that has to be installed in addition. */
  readonly install?: string;
  /** The type of an event for examples. */
  readonly example: string;
  /** Whether the module verifies signatures. Otherwise it has only types. */
  readonly receives: boolean;
}

/** Where the events of a package are. Undefined if it has none and knows no package that has them. */
export function eventSource(model: PackageModel): EventSource | undefined {
  const [first] = model.api.webhooks;
  if (first === undefined) return undefined;
  const source = (part: Pick<EventsPart, "receiver">, module: string): EventSource => ({
    module,
    example: first.eventType,
    receives: part.receiver !== undefined,
  });
  switch (model.kind) {
    case "webhooks":
      return source(model, model.name);
    case "resources":
      return (
        model.events &&
        source(model.events, `${model.name}/${model.events.receiver ? "receiver" : "webhooks"}`)
      );
    case "umbrella": {
      const { webhooks, api } = model;
      if (webhooks === undefined) return undefined;
      const receives = api.webhookSignature !== undefined && api.eventDiscriminator !== undefined;
      return { module: webhooks, install: webhooks, example: first.eventType, receives };
    }
  }
}

/** A handler for webhook requests. */
export function webhookHandler({ module, example }: EventSource): string {
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
export function signedRequest({ module, example }: EventSource, discriminator: string): string {
  return [
    `import { createWebhookHandler, webhooks } from ${stringLiteral(module)};`,
    "",
    'const handler = createWebhookHandler({ on: {}, fallback: console.log, secret: "test" });',
    `const body = JSON.stringify({ ${JSON.stringify(discriminator)}: ${stringLiteral(example)}, data: {} });`,
    'const headers = await webhooks.generateTestHeaders(body, { secret: "test" });',
    'const request = new Request("https://app.test", { method: "POST", body, headers });',
    "console.log((await handler.fetch(request)).status); // 200",
  ].join("\n");
}
