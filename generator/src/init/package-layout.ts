import type { ApiModel, ResourceModel } from "../api-model/index.ts";
import type { SdkConfig } from "../config/index.ts";
import type { BuiltModel } from "../model/index.ts";
import { titleText } from "../names/titles.ts";
import { fileNames, pascalName } from "../names/words.ts";
import type { Answers } from "./answers.ts";

/** The part of the configuration that names the packages. */
export type PackageLayout = Pick<
  SdkConfig,
  "name" | "client" | "scope" | "packages" | "umbrella" | "webhooks"
>;

/** The packages of a new repository, as its configuration says them. */
export function packageLayout(
  { name, client, layout }: Answers,
  { model, labels }: Pick<BuiltModel, "model" | "labels">,
): PackageLayout {
  if (layout === "one" || model.resources.length < 2) return { name, client };
  const { scope, folder } = npmNameParts(name);
  // Without a scope, the names of the packages start with that of the whole.
  const folderOf = (own: string) =>
    scope === undefined ? `${folder}-${own}` : own === folder ? `${own}-api` : own;
  const folders = fileNames(model.resources.map((resource) => resource.name)).map(folderOf);
  const packages = model.resources.map((resource, index) => [
    folders[index] ?? resource.name,
    {
      client: clientOf(resource, model, client),
      description: `${sentenceCase(resource.name)} of ${model.title}.`,
      resources: [labels.get(resource.name) ?? resource.name],
    },
  ]);
  const webhooks = ["webhooks", "webhook-events", "events"].map(folderOf);
  return {
    ...(scope !== undefined && { scope }),
    packages: Object.fromEntries(packages),
    ...(model.webhooks.length > 0 && {
      webhooks: {
        folder: webhooks.find((each) => !folders.includes(each)) ?? folderOf("sent-events"),
        description: `The events that ${model.title} sends.`,
      },
    }),
    umbrella: { folder, name, client, description: `A typed client for ${titleText(model.title)}.` },
  };
}

/** The parts of an npm name: `@acme/shop` is `@acme` and `shop`. */
export function npmNameParts(name: string): { readonly scope?: string; readonly folder: string } {
  const [scope, folder] = name.split("/");
  return folder === undefined ? { folder: name } : { ...(scope !== undefined && { scope }), folder };
}

/** The class of a client for one resource, which no type and no class of a resource has. */
function clientOf({ name }: ResourceModel, { types }: ApiModel, whole: string): string {
  const candidates = [`${pascalName(name)}Client`, `${whole}${pascalName(name)}Client`];
  const isFree = (candidate: string) => types.every((type) => type.name !== candidate) && candidate !== whole;
  return candidates.find(isFree) ?? `${pascalName(name)}ApiClient`;
}

function sentenceCase(name: string): string {
  const words = name.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
