import { abilitiesOf, type ClientPackage, eventAbility, factsOf, NO_ABILITIES } from "../guides/index.ts";
import { MOCK_PACKAGE } from "../names/runtime-symbols.ts";
import type { PackageModel } from "../partition/package-model.ts";
import type { TemplateFile } from "../printer/generated-file.ts";

/** `guide.md`: what a program needs to know about each ability of the package. The README links to its sections. */
export function emitGuide(model: PackageModel): readonly TemplateFile[] {
  if (model.kind === "webhooks" && eventAbility(model) === undefined) return [];
  const data = model.kind === "webhooks" ? { ...NO_CLIENT, events: eventAbility(model) } : clientData(model);
  const path = `${model.folder}/guide.md`;
  return [{ kind: "template", path, template: "guide.md", data: { ...factsOf(model), ...data } }];
}

const NO_CLIENT = { ...NO_ABILITIES, client: undefined };

/** How often clients retry, if the configuration does not say otherwise. */
const RETRIES = 2;

function clientData(model: ClientPackage) {
  return {
    ...abilitiesOf(model),
    client: model.client,
    maxRetries: model.maxRetries ?? RETRIES,
    mock: model.mock ?? MOCK_PACKAGE,
  };
}
