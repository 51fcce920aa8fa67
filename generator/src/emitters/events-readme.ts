import { aboutPackage, eventRow, eventSwitch } from "../guides/index.ts";
import type { WebhooksPackage } from "../partition/package-model.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import type { PackageExtras } from "../printer/package-extras.ts";
import type { TemplateValues } from "../printer/template-variables.ts";

/** `README.md` of a package that has only events: its purpose, the receiver, and the list of events. */
export function emitEventsReadme(
  model: WebhooksPackage,
  { abilities: { events } = {} }: PackageExtras,
): readonly TemplateFile[] {
  const { union, discriminator, webhooks } = model;
  const data: TemplateValues<"eventsReadme"> = {
    ...aboutPackage(model),
    union,
    discriminator,
    events,
    handling: eventSwitch(model),
    count: webhooks.length,
    eventRows: webhooks.map(eventRow),
  };
  return [{ kind: "template", path: `${model.folder}/README.md`, template: "readme-webhooks.md", data }];
}
