import type { EventsPart, PackageModel, WebhooksPackage } from "../partition/package-model.ts";
import { literalKey, propertyAccess, stringLiteral } from "../printer/literals.ts";

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
    `const body = JSON.stringify({ ${literalKey(discriminator)}: ${stringLiteral(example)}, data: {} });`,
    'const headers = await webhooks.generateTestHeaders(body, { secret: "test" });',
    'const request = new Request("https://app.test", { method: "POST", body, headers });',
    "console.log((await handler.fetch(request)).status); // 200",
  ].join("\n");
}

/** A handler that handles each delivery once. */
export function onceHandler({ module }: EventSource): string {
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

/** A function that takes any event. */
export function eventSwitch({ name, union, discriminator, webhooks }: WebhooksPackage): string {
  const kind = discriminator === undefined ? undefined : `event${propertyAccess(discriminator)}`;
  const body =
    kind === undefined
      ? ["  console.log(event);"]
      : [
          `  switch (${kind}) {`,
          `    case ${stringLiteral(webhooks[0]?.eventType ?? "")}:`,
          `      console.log(${kind}, event); // narrowed to the event of this type`,
          "      break;",
          "    default:",
          '      console.log("an event that is not handled, possibly of an unknown type");',
          "  }",
        ];
  return [
    `import type { ${union} } from ${stringLiteral(name)};`,
    "",
    `export function handle(event: ${union}): void {`,
    ...body,
    "}",
  ].join("\n");
}
