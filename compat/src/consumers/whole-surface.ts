import type { NamedType, PackageModel, ResourcePackage } from "@copilot-sdk/generator";
import { receiverIn } from "@copilot-sdk/generator/kit";
import { usesOfCall } from "./call-uses.ts";
import { type NameOf, typeText } from "./type-text.ts";
import { buildsOf, usesOfType } from "./type-uses.ts";

/** A file of the corpus. */
export interface Program {
  /** `surface-of-billing.ts` */
  readonly name: string;
  readonly text: string;
}

/**
 * A program that uses everything in a package with its current types: it reads each property, creates each type with and without
 * optional properties, uses each enum value, and calls each operation in every way.
 */
export function wholeSurface(model: PackageModel): readonly Program[] {
  if (model.kind === "umbrella") return [];
  const statements = [
    `import * as sdk from "${model.name}";`,
    "",
    "declare function given<Type>(): Type;",
    ...(model.kind === "webhooks" ? usesOfEvents(model) : usesOfResources(model)),
  ];
  return [{ name: `surface-of-${model.folder}.ts`, text: `${statements.join("\n")}\n` }];
}

function usesOfResources(model: ResourcePackage): readonly string[] {
  const types: readonly NamedType[] = [...model.models, ...model.resources.flatMap((file) => file.types)];
  const calls = model.resources.flatMap(({ resource }) =>
    resource.operations.flatMap((operation) => [
      ...(operation.params === undefined
        ? []
        : buildsOf(operation.params.name, operation.params.properties, ownName)),
      ...usesOfCall(operation, { client: model.client, resource, nameOf: ownName }),
    ]),
  );
  return [
    `export const client: sdk.ApiClient = new sdk.${model.client}({ apiKey: "key" });`,
    ...types.flatMap((type) => usesOfType(type, ownName)),
    ...calls,
  ];
}

function usesOfEvents(model: Extract<PackageModel, { kind: "webhooks" }>): readonly string[] {
  const { discriminator, webhooks, types, imports, union } = model;
  const nameOf: NameOf = (name) =>
    imports[name] === undefined ? ownName(name) : `import("${imports[name]}").${name}`;
  const uses = types.flatMap((type) => usesOfType(type, nameOf));
  if (discriminator === undefined) return uses;
  const key = JSON.stringify(discriminator);
  return [
    ...uses,
    `export function listen(event: sdk.${union}): unknown {`,
    `  switch (event[${key}]) {`,
    ...webhooks.map(
      ({ eventType, type }) =>
        `    case ${JSON.stringify(eventType)}: return event satisfies ${typeText(type, nameOf)};`,
    ),
    `    default: return event[${key}] satisfies string;`,
    "  }",
    "}",
    ...(receiverIn(model) === undefined ? [] : handlersOf(webhooks, key, nameOf)),
  ];
}

function handlersOf(
  webhooks: Extract<PackageModel, { kind: "webhooks" }>["webhooks"],
  key: string,
  nameOf: NameOf,
): readonly string[] {
  return [
    "export const handler = sdk.createWebhookHandler({",
    "  on: {",
    ...webhooks.map(
      ({ eventType, type }) =>
        `    ${JSON.stringify(eventType)}: (event) => void (event satisfies ${typeText(type, nameOf)}),`,
    ),
    "  },",
    `  fallback: (event) => void (event[${key}] satisfies string),`,
    "});",
  ];
}

function ownName(name: string): string {
  return `sdk.${name}`;
}
