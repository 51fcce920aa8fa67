import {
  abilitiesOf,
  aboutPackage,
  type ClientPackage,
  eventAbility,
  NO_ABILITIES,
} from "../guides/index.ts";
import { MOCK_PACKAGE } from "../names/runtime-symbols.ts";
import type { PackageModel, WebhooksPackage } from "../partition/package-model.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import type { TemplateValues } from "../printer/template-variables.ts";

/** `guide.md`: what a program needs to know about each ability of the package. The README links to its sections. */
export function emitGuide(model: PackageModel): readonly TemplateFile[] {
  if (model.kind === "webhooks" && eventAbility(model) === undefined) return [];
  const data = model.kind === "webhooks" ? eventGuide(model) : clientGuide(model);
  return [{ kind: "template", path: `${model.folder}/guide.md`, template: "guide.md", data }];
}

/** How often clients retry, if the configuration does not say otherwise. */
const RETRIES = 2;

function eventGuide(model: WebhooksPackage): TemplateValues<"guide"> {
  return {
    ...aboutPackage(model),
    ...NO_ABILITIES,
    events: eventAbility(model),
    client: undefined,
    maxRetries: RETRIES,
    mock: MOCK_PACKAGE,
  };
}

function clientGuide(model: ClientPackage): TemplateValues<"guide"> {
  return {
    ...aboutPackage(model),
    ...abilitiesOf(model),
    client: model.client,
    maxRetries: model.maxRetries ?? RETRIES,
    mock: model.mock ?? MOCK_PACKAGE,
  };
}
