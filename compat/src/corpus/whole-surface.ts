import type {
  NamedType,
  OperationModel,
  PackageModel,
  Property,
  ResourcePackage,
} from "@copilot-sdk/generator";
import { typeText } from "./type-text.ts";

/** A file of the corpus. */
export interface Program {
  /** `surface-of-billing.ts` */
  readonly name: string;
  readonly text: string;
}

/**
 * A consumer that uses all that a package has, by the types that it has today: it reads each attribute, builds each
 * type with and without what is optional, names each value, and makes each call in every way.
 */
export function wholeSurface(model: PackageModel): readonly Program[] {
  if (model.kind === "umbrella") return [];
  const types = model.kind === "webhooks" ? model.types : typesOf(model);
  const statements = [
    `import * as sdk from "${model.name}";`,
    "",
    "declare function given<Type>(): Type;",
    ...types.flatMap(usesOf),
    ...(model.kind === "webhooks" ? eventsOf(model) : callsOf(model)),
  ];
  return [{ name: `surface-of-${model.folder}.ts`, text: `${statements.join("\n")}\n` }];
}

function typesOf({ resources, models }: ResourcePackage): readonly NamedType[] {
  return [...models, ...resources.flatMap(({ types }) => types)];
}

function usesOf(type: NamedType): readonly string[] {
  const name = `sdk.${type.name}`;
  switch (type.kind) {
    case "object":
      return [
        ...(type.direction === "request" ? [] : readsOf(type.name, name, type.properties)),
        ...(type.additional === undefined ? buildsOf(type.name, name, type.properties) : []),
      ];
    case "enum":
      return enumUses(type.name, type.values.map(({ value }) => value));
    case "union":
      return [
        `export const member${type.name}: (value: ${name}) => ${typeText({ kind: "union", members: type.members }, "sdk")}${type.discriminator === undefined ? "" : ` | sdk.UnrecognizedVariant<"${type.discriminator}">`} = (value) => value;`,
        ...type.members.map(
          (member, index) =>
            `export const variant${type.name}${index}: ${name} = given<${typeText(member, "sdk")}>();`,
        ),
      ];
    case "alias":
      return [
        `export const alias${type.name}: ${typeText(type.type, "sdk")} = given<${name}>();`,
        `export const of${type.name}: ${name} = given<${typeText(type.type, "sdk")}>();`,
      ];
  }
}

/** Reads every attribute into a variable of the type that it has. */
function readsOf(name: string, type: string, properties: readonly Property[]): readonly string[] {
  const lines = properties.map((property) => {
    const absent = property.required ? "" : " | undefined";
    return `  value[${JSON.stringify(property.name)}] satisfies ${typeText(property.type, "sdk")}${absent},`;
  });
  return [`export const read${name} = (value: ${type}): readonly unknown[] => [`, ...lines, "];"];
}

/** Builds a value with all properties, and one with the required ones alone. */
function buildsOf(name: string, type: string, properties: readonly Property[]): readonly string[] {
  const entries = (chosen: readonly Property[]) =>
    chosen.map(
      (property) => `  ${JSON.stringify(property.name)}: given<${typeText(property.type, "sdk")}>(),`,
    );
  const required = properties.filter((property) => property.required);
  return [
    `export const whole${name}: ${type} = {`,
    ...entries(properties),
    "};",
    `export const least${name}: ${type} = {`,
    ...entries(required),
    "};",
  ];
}

function enumUses(name: string, values: readonly (string | number)[]): readonly string[] {
  const type = `sdk.${name}`;
  const entries = values.map((value) => `  ${JSON.stringify(value)}: true,`);
  return [
    `export const values${name}: readonly ${type}[] = [`,
    ...values.flatMap((value) => [
      `  ${JSON.stringify(value)},`,
      `  sdk.${name}[${JSON.stringify(String(value))}],`,
    ]),
    `  ${values.every((value) => typeof value === "number") ? "sdk.unrecognized(0)" : 'sdk.unrecognized("newer")'},`,
    "];",
    `export const table${name}: sdk.EnumMap<${type}, boolean> = {`,
    ...entries,
    "  _: false,",
    "};",
    `export const known${name} = (value: ${type}): ${values.map((value) => JSON.stringify(value)).join(" | ")} | undefined => {`,
    "  switch (value) {",
    ...values.map((value) => `    case ${JSON.stringify(value)}: return value;`),
    "    default: return undefined;",
    "  }",
    "};",
  ];
}

function callsOf(model: ResourcePackage): readonly string[] {
  const calls = model.resources.flatMap(({ resource }) =>
    resource.operations.flatMap((operation) => [
      ...(operation.params === undefined
        ? []
        : buildsOf(operation.params.name, `sdk.${operation.params.name}`, operation.params.properties)),
      ...callOf(`client.${resource.name}`, operation, `sdk.${resource.className}`),
    ]),
  );
  const client = `export const client: { readonly [resource: string]: unknown } = new sdk.${model.client}({ apiKey: "key" });`;
  const typed = (line: string) => line.replaceAll("client.", `given<sdk.${model.client}>().`);
  return [client, ...calls.map(typed)];
}

/** Each way to call: with and without parameters and options; by the operation's constant; mocked and overridden. */
function callOf(accessor: string, operation: OperationModel, className: string): readonly string[] {
  const { id, method, params, pathParameters, page, response } = operation;
  const result =
    page === undefined
      ? `sdk.APIPromise<${typeText(response.type, "sdk")}>`
      : `sdk.PagePromise<${typeText(page.item, "sdk")}, ${typeText(page.body, "sdk")}>`;
  const path = pathParameters.map(({ type }) => `given<${typeText(type, "sdk")}>()`);
  const given = params === undefined ? [] : [`given<sdk.${params.name}>()`];
  const options = "{ timeout: 1000, signal: given<AbortSignal>(), headers: { a: \"b\" } }";
  const call = (...values: readonly string[]) =>
    `${accessor}[${JSON.stringify(method)}](${values.join(", ")}) satisfies ${result}`;
  const signature = [
    ...pathParameters.map(({ type }, index) => `path${index}: ${typeText(type, "sdk")}`),
    ...(params === undefined ? [] : [`params${params.required ? "" : "?"}: sdk.${params.name}`]),
    "options?: sdk.RequestOptions",
  ].join(", ");
  const own = `${method[0]?.toUpperCase()}${method.slice(1)}Of${id}`;
  return [
    `export const call${own} = () => [`,
    ...(params?.required === true ? [] : [`  ${call(...path)},`]),
    `  ${call(...path, ...given)},`,
    `  ${call(...path, ...given, options)},`,
    "];",
    `export const mock${own}: Pick<${className}, ${JSON.stringify(method)}> = {`,
    `  ${JSON.stringify(method)}: (${signature}): ${result} => given<${result}>(),`,
    "};",
    `export class Extended${own} extends ${className} {`,
    `  override ${JSON.stringify(method)}(${signature}): ${result} {`,
    `    return super[${JSON.stringify(method)}](${signature.replace(/\?/g, "").replace(/: [^,]+(?=,|$)/g, "")});`,
    "  }",
    "}",
    `export const constant${own} = sdk[${JSON.stringify(id)}].path;`,
  ];
}

function eventsOf(model: Extract<PackageModel, { kind: "webhooks" }>): readonly string[] {
  const { discriminator, webhooks } = model;
  if (discriminator === undefined) return [];
  return [
    `export function listen(event: sdk.${model.union}): unknown {`,
    `  switch (event[${JSON.stringify(discriminator)}]) {`,
    ...webhooks.map(
      ({ eventType, type }) =>
        `    case ${JSON.stringify(eventType)}: return event satisfies ${typeText(type, "sdk")};`,
    ),
    `    default: return event satisfies sdk.UnrecognizedVariant<${JSON.stringify(discriminator)}>;`,
    "  }",
    "}",
  ];
}
