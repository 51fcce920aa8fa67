import type { ApiModel } from "../api-model/api-model.ts";
import { compareNames } from "../api-model/order.ts";
import { mentionedBy } from "../api-model/reach.ts";
import { SharedPropertiesFinder } from "../api-model/shared-properties.ts";
import { referencesOf } from "../api-model/type-expressions.ts";
import type { NamedType, TypeExpression } from "../api-model/type-model.ts";
import type { CallbackOf, CallbacksPart, EventsPart, OwnTypes, ResourcePackage } from "./package-model.ts";
import { typesOf } from "./types-of.ts";

type Files = Pick<ResourcePackage, "resources" | "models">;

/** The modules or packages that declare types, by type name. */
type Homes = ReadonlyMap<string, string>;

/** The callbacks of a package's operations. `undefined` if there are none. */
export function callbacksOf(model: ApiModel, files: Files): CallbacksPart | undefined {
  const callbacks = files.resources.flatMap(({ resource }) =>
    resource.operations.flatMap((operation) =>
      (operation.callbacks ?? []).map((callback): CallbackOf => ({ operation: operation.id, callback })),
    ),
  );
  if (callbacks.length === 0) return undefined;
  const roots = callbacks.map(({ callback }) => callback.type);
  return { callbacks, ...ownTypes(model, roots, homesInPackage(files)) };
}

/** The events of the API, for a module that imports types from their homes. */
export function eventsOf(model: ApiModel, homes: Homes): Omit<EventsPart, "union"> {
  const { webhooks, eventDiscriminator: discriminator } = model;
  const roots = webhooks.map(({ type }) => type);
  const shared =
    discriminator === undefined
      ? undefined
      : new SharedPropertiesFinder(model.types).of(roots, discriminator);
  return {
    webhooks,
    ...(discriminator !== undefined && { discriminator }),
    ...(shared !== undefined && { shared }),
    ...ownTypes(model, roots, homes),
  };
}

/** The modules that declare the types of a package, seen from its folder of sources. */
export function homesInPackage({
  resources,
  models,
  callbacks,
}: Files & { readonly callbacks?: CallbacksPart | undefined }): Homes {
  return firstHomes([
    ["./models.js", models],
    ...resources.map(({ file, types }) => [`./resources/${file}.js`, types] as const),
    ["./callbacks.js", callbacks?.types ?? []],
  ]);
}

/** The packages that declare types for their operations. */
export function homesInPackages(packages: readonly ResourcePackage[]): Homes {
  return firstHomes(
    packages.map(({ name, models, resources }) => [
      name,
      [...models, ...resources.flatMap(({ types }) => types)],
    ]),
  );
}

function firstHomes(declared: readonly (readonly [home: string, types: readonly NamedType[]])[]): Homes {
  const homes = new Map<string, string>();
  for (const [home, types] of declared) {
    for (const { name } of types) if (!homes.has(name)) homes.set(name, home);
  }
  return homes;
}

/** The types that expressions use and that have no home, and the homes of the others. */
function ownTypes(model: ApiModel, roots: readonly TypeExpression[], homes: Homes): OwnTypes {
  const types = typesOf(model, roots).filter(({ name }) => !homes.has(name));
  const named = new Set([...types.flatMap((type) => mentionedBy(type)), ...roots.flatMap(referencesOf)]);
  const imports = [...homes].filter(([type]) => named.has(type)).sort(([a], [b]) => compareNames(a, b));
  return { types, imports: Object.fromEntries(imports) };
}
