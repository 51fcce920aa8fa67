import { abilitiesOf, aboutPackage, type ClientPackage } from "../guides/index.ts";
import { MOCK_PACKAGE } from "../names/runtime-symbols.ts";
import type { PackageModel, WebhooksPackage } from "../partition/package-model.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import type { PackageExtras } from "../printer/package-extras.ts";
import { type FeatureAbilities, NO_ABILITIES } from "../printer/package-variables.ts";
import type { TemplateValues } from "../printer/template-variables.ts";

/** `guide.md`: instructions for each ability of the package. The README links to its sections. */
export function emitGuide(model: PackageModel, { abilities = {} }: PackageExtras): readonly TemplateFile[] {
  if (model.kind === "webhooks" && abilities.events === undefined) return [];
  const data = model.kind === "webhooks" ? eventGuide(model, abilities) : clientGuide(model, abilities);
  return [{ kind: "template", path: `${model.folder}/guide.md`, template: "guide.md", data }];
}

/** The default number of client retries. */
const RETRIES = 2;

function eventGuide(model: WebhooksPackage, added: FeatureAbilities): TemplateValues<"guide"> {
  return {
    ...aboutPackage(model),
    ...NO_ABILITIES,
    ...added,
    client: undefined,
    maxRetries: RETRIES,
    mock: MOCK_PACKAGE,
  };
}

function clientGuide(model: ClientPackage, added: FeatureAbilities): TemplateValues<"guide"> {
  return {
    ...aboutPackage(model),
    ...abilitiesOf(model, added),
    client: model.client,
    maxRetries: model.maxRetries ?? RETRIES,
    mock: model.mock ?? MOCK_PACKAGE,
  };
}
