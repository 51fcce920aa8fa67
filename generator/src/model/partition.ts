import { basename, join, relative, sep } from "node:path";
import type { ManifestConfig, PackageConfig, ResolvedConfig } from "../config/index.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { ApiModel, OperationModel } from "./api-model.ts";
import type { BuiltModel } from "./build-model.ts";
import { compareNames } from "./order.ts";
import type {
  Manifest,
  PackageModel,
  ResourcePackage,
  UmbrellaPackage,
  Versions,
  WebhooksPackage,
} from "./package-model.ts";
import { referencesOf } from "./type-expressions.ts";
import type { NamedType, TypeExpression } from "./type-model.ts";
import { fileName, pascalName } from "./words.ts";

export interface Partition {
  readonly packages: readonly PackageModel[];
  readonly diagnostics: readonly Diagnostic[];
}

type Shared = Pick<ResourcePackage, "api" | "apiName" | "environment" | "manifest">;

/**
 * Stage 4: divides the API among packages. A type lives with the one resource that uses it, in `models.ts` where
 * several resources of a package do, and in each package where resources of several packages do: the copies are the
 * same to TypeScript, and no package has to depend on another.
 */
export function partition({ model, tags }: BuiltModel, config: ResolvedConfig): Partition {
  const title = titleName(model.title);
  const apiName = config.umbrella?.client ?? onlyClient(config) ?? title;
  const folders = config.packages ?? { [fileName(title)]: onePackage(model, tags, freeName(model, title)) };
  const shared: Shared = {
    api: model,
    apiName,
    environment: config.environment ?? fileName(apiName).replaceAll("-", "_").toUpperCase(),
    manifest: manifestOf(config.manifest),
  };
  const base = (folder: string, description: string, name?: string) => ({
    ...shared,
    name: name ?? (config.scope === undefined ? folder : `${config.scope}/${folder}`),
    folder,
    description,
    directory: `${basename(config.root)}/${folder}`,
    document: relative(join(config.root, folder), config.bundle).split(sep).join("/"),
  });

  const resourcePackages = Object.entries(folders).map(
    ([folder, own]): ResourcePackage => ({
      kind: "resources",
      ...base(folder, own.description),
      client: own.client,
      ...resourcesOf(model, own.resources, tags),
    }),
  );
  const { webhooks, umbrella } = config;
  const events: readonly WebhooksPackage[] =
    webhooks === undefined
      ? []
      : [
          {
            kind: "webhooks",
            ...base(webhooks.folder, webhooks.description),
            union: webhooks.union ?? "WebhookEvent",
            ...eventsOf(model, resourcePackages),
          },
        ];
  const all: readonly UmbrellaPackage[] =
    umbrella === undefined
      ? []
      : [
          {
            kind: "umbrella",
            ...base(umbrella.folder, umbrella.description, umbrella.name),
            client: umbrella.client,
            packages: resourcePackages,
            ...sessionsOf(model),
          },
        ];
  return {
    packages: [...resourcePackages, ...events, ...all],
    diagnostics: [
      ...membershipProblems(folders, [...tags.values()]),
      ...[...resourcePackages, ...all].flatMap(clientProblems),
    ],
  };
}

function manifestOf({
  license = "MIT",
  author,
  repository,
  workspace = false,
}: ManifestConfig = {}): Manifest {
  return {
    license,
    ...(author !== undefined && { author }),
    ...(repository !== undefined && { repository }),
    versions: workspace ? WORKSPACE_VERSIONS : NPM_VERSIONS,
  };
}

const WORKSPACE_VERSIONS: Versions = {
  internal: "workspace:^",
  mock: "workspace:*",
  tools: { "@types/node": "catalog:", typescript: "catalog:", vitest: "catalog:" },
};

const NPM_VERSIONS: Versions = {
  internal: "^0.1.0",
  mock: "^0.1.0",
  tools: { "@types/node": "^24.0.0", typescript: "^7.0.0", vitest: "^5.0.0" },
};

function onlyClient(config: ResolvedConfig): string | undefined {
  const [only, ...others] = Object.values(config.packages ?? {});
  return others.length === 0 ? only?.client : undefined;
}

/** `PetShop` of `Pet Shop API`; `Api` where nothing else is said. */
function titleName(title: string): string {
  const words = title.replace(/\bAPI\b/gi, " ");
  return pascalName(/[\p{L}\p{Nd}]/u.test(words) ? words : "Api");
}

/** The title as a class that is called like no type and no resource. */
function freeName({ types, resources }: ApiModel, title: string): string {
  const taken = [...types.map(({ name }) => name), ...resources.map(({ className }) => className)];
  return taken.includes(title) ? `${title}Client` : title;
}

function onePackage(model: ApiModel, tags: ReadonlyMap<string, string>, client: string): PackageConfig {
  return { client, description: `A typed client of ${model.title}.`, resources: [...tags.values()] };
}

function resourcesOf(model: ApiModel, wanted: readonly string[], tags: ReadonlyMap<string, string>) {
  const resources = model.resources.filter(({ name }) => wanted.includes(tags.get(name) ?? name));
  const users = new Map<string, Set<string>>();
  for (const resource of resources) {
    for (const type of typesOf(model, resource.operations.flatMap(expressionsOf))) {
      users.set(type.name, (users.get(type.name) ?? new Set()).add(resource.name));
    }
  }
  const usedOnlyBy = (type: NamedType, name: string) =>
    users.get(type.name)?.size === 1 && users.get(type.name)?.has(name);
  return {
    resources: resources.map((resource) => ({
      resource,
      file: fileName(resource.name),
      types: model.types.filter((type) => usedOnlyBy(type, resource.name)),
    })),
    models: model.types.filter((type) => (users.get(type.name)?.size ?? 0) > 1),
  };
}

function eventsOf(model: ApiModel, packages: readonly ResourcePackage[]) {
  const homes = new Map<string, string>();
  for (const { name, models, resources } of packages) {
    for (const type of [...models, ...resources.flatMap(({ types }) => types)]) {
      if (!homes.has(type.name)) homes.set(type.name, name);
    }
  }
  const used = typesOf(
    model,
    model.webhooks.map(({ type }) => type),
  );
  const own = used.filter(({ name }) => !homes.has(name));
  const named = new Set(
    [...own.flatMap(partsOf), ...model.webhooks.map(({ type }) => type)].flatMap(referencesOf),
  );
  const imports = [...homes].filter(([type]) => named.has(type)).sort(([a], [b]) => compareNames(a, b));
  const told = eventTypes(model);
  return { ...told, ...receiverOf(model, told), types: own, imports: Object.fromEntries(imports) };
}

/**
 * The events by their types: the values of the property that is another constant text in each of them, or the names
 * that the document gives them where no property is.
 */
function eventTypes({ webhooks, types }: ApiModel): Pick<WebhooksPackage, "webhooks" | "discriminator"> {
  const constants = webhooks.map(({ type }) => constantTexts(type, types));
  const discriminator = [...(constants[0]?.keys() ?? [])].find((property) => {
    const values = constants.flatMap((own) => own.get(property) ?? []);
    return new Set(values).size === webhooks.length;
  });
  if (discriminator === undefined) return { webhooks };
  const typed = webhooks.map((webhook, index) => ({
    ...webhook,
    eventType: constants[index]?.get(discriminator) ?? webhook.eventType,
  }));
  return { webhooks: typed.sort((a, b) => compareNames(a.eventType, b.eventType)), discriminator };
}

function receiverOf(
  { webhookSignature }: ApiModel,
  { discriminator }: Pick<WebhooksPackage, "discriminator">,
): Pick<WebhooksPackage, "receiver"> {
  if (webhookSignature === undefined || discriminator === undefined) return {};
  return { receiver: { ...webhookSignature, discriminator } };
}

function sessionsOf(model: ApiModel): Pick<UmbrellaPackage, "sessions"> {
  const { sessionToken: token } = model;
  if (token?.payload.kind !== "reference") return {};
  return { sessions: { token, payload: token.payload.name, types: typesOf(model, [token.payload]) } };
}

/** The properties of an event that always are one text, with these texts. */
function constantTexts(type: TypeExpression, types: readonly NamedType[]): ReadonlyMap<string, string> {
  const event = types.find((candidate) => type.kind === "reference" && candidate.name === type.name);
  if (event?.kind !== "object") return new Map();
  return new Map(
    event.properties.flatMap(({ name, type: { kind, ...rest } }) =>
      kind === "literal" && "value" in rest && typeof rest.value === "string" ? [[name, rest.value]] : [],
    ),
  );
}

/** The named types that expressions lead to, and what those are in answers, in the model's order. */
function typesOf(model: ApiModel, roots: readonly TypeExpression[]): readonly NamedType[] {
  const byName = new Map(model.types.map((type) => [type.name, type]));
  const found = new Set<NamedType>();
  const open = roots.flatMap(referencesOf);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const type = byName.get(name);
    if (type === undefined || found.has(type)) continue;
    found.add(type);
    open.push(
      ...partsOf(type).flatMap(referencesOf),
      ...(type.received === undefined ? [] : [type.received]),
    );
  }
  return model.types.filter((type) => found.has(type));
}

function expressionsOf(operation: OperationModel): readonly TypeExpression[] {
  const properties = [...operation.pathParameters, ...(operation.params?.properties ?? [])];
  return [...properties.map(({ type }) => type), operation.response.type];
}

function partsOf(type: NamedType): readonly TypeExpression[] {
  switch (type.kind) {
    case "object":
      return [
        ...type.properties.map((property) => property.type),
        ...(type.additional === undefined ? [] : [type.additional]),
      ];
    case "union":
      return type.members;
    case "alias":
      return [type.type];
    case "enum":
      return [];
  }
}

/** A client must not be called like something that its package exports, too. */
function clientProblems(model: ResourcePackage | UmbrellaPackage): readonly Diagnostic[] {
  const { client, folder } = model;
  const packages = model.kind === "umbrella" ? model.packages : [model];
  const names = packages.flatMap(({ models, resources }) => [
    ...models.map(({ name }) => name),
    ...resources.flatMap(({ resource, types }) => [resource.className, ...types.map(({ name }) => name)]),
  ]);
  return names.includes(client) ? [diagnostic("client-name-clash", { client, folder })] : [];
}

/** Every resource belongs to exactly one package, and the packages name no others. */
function membershipProblems(
  folders: { readonly [folder: string]: PackageConfig },
  tags: readonly string[],
): readonly Diagnostic[] {
  const entries = Object.entries(folders);
  const foldersOf = (tag: string) =>
    entries.filter(([, { resources }]) => resources.includes(tag)).map(([folder]) => folder);
  const known = tags.join(", ");
  return [
    ...entries.flatMap(([folder, { resources }]) =>
      resources
        .filter((tag) => !tags.includes(tag))
        .map((tag) => diagnostic("unknown-resource", { tag, folder, known })),
    ),
    ...tags
      .filter((tag) => foldersOf(tag).length === 0)
      .map((tag) => diagnostic("resource-without-package", { tag })),
    ...tags
      .filter((tag) => foldersOf(tag).length > 1)
      .map((tag: string) =>
        diagnostic("resource-in-two-packages", { tag, folders: foldersOf(tag).join(", ") }),
      ),
  ];
}
