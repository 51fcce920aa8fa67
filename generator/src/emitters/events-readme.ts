import type { WebhooksPackage } from "../partition/package-model.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import { propertyAccess, stringLiteral } from "../printer/literals.ts";
import { aboutPackage, eventRow } from "../printer/package-facts.ts";
import type { TemplateValues } from "../printer/template-variables.ts";

/** `README.md` of a package that has only events: what it is, how events are received, and the list of them. */
export function emitEventsReadme(model: WebhooksPackage): readonly TemplateFile[] {
  const { name, union, discriminator, webhooks, receiver, environment } = model;
  const example = webhooks[0]?.eventType ?? "";
  const data: TemplateValues<"eventsReadme"> = {
    ...aboutPackage(model),
    union,
    discriminator,
    secretVariable: receiver === undefined ? undefined : `${environment}_WEBHOOK_SECRET`,
    receiving: receiver === undefined ? undefined : receiving(name, example),
    handling: eventHandling({ name, union, discriminator, example }),
    count: webhooks.length,
    events: webhooks.map(eventRow),
  };
  return [{ kind: "template", path: `${model.folder}/README.md`, template: "readme-webhooks.md", data }];
}

/** A handler of requests with events. */
function receiving(name: string, example: string): string {
  return [
    `import { createWebhookHandler } from ${stringLiteral(name)};`,
    "",
    "const handler = createWebhookHandler({",
    "  on: {",
    `    ${stringLiteral(example)}: (event) => console.log(event), // narrowed to the event of this type`,
    "  },",
    '  fallback: (event) => console.log("an event without a listener, possibly of an unknown type", event),',
    "});",
    "",
    "export const POST = handler.fetch; // Next.js, Hono, workers; in Express: app.post(path, handler.node)",
  ].join("\n");
}

interface HandledEvents extends Pick<WebhooksPackage, "name" | "union"> {
  readonly discriminator: string | undefined;
  readonly example: string;
}

/** A function that takes any event. */
function eventHandling({ name, union, discriminator, example }: HandledEvents): string {
  const tell = discriminator === undefined ? undefined : `event${propertyAccess(discriminator)}`;
  return [
    `import type { ${union} } from ${stringLiteral(name)};`,
    "",
    `export function handle(event: ${union}): void {`,
    ...(tell === undefined
      ? ["  console.log(event);"]
      : [
          `  switch (${tell}) {`,
          `    case ${stringLiteral(example)}:`,
          `      console.log(${tell}, event); // narrowed to the event of this type`,
          "      break;",
          "    default:",
          '      console.log("an event that is not handled, possibly of an unknown type");',
          "  }",
        ]),
    "}",
  ].join("\n");
}
