import type { WebhooksPackage } from "../partition/package-model.ts";
import { propertyAccess, stringLiteral } from "../printer/literals.ts";

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
