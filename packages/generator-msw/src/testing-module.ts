import {
  declaredTypes,
  type GeneratedFile,
  type JsonValue,
  literal,
  literalKey,
  type ModuleGuide,
  type NamedType,
  type ResourcePackage,
  runtimeImport,
  stringLiteral,
  type TypeScriptFile,
  type UmbrellaPackage,
  type WebhooksPackage,
} from "@copilot-sdk/generator/kit";
import { type CallOfOperation, callsOf, operationsStatements } from "./mocked-operations.ts";
import { ValueTypeWriter } from "./value-types.ts";

type Pack = ResourcePackage | WebhooksPackage;

/** `src/testing.ts`: the factories and handlers of a package. */
export function testingModule(pack: Pack | UmbrellaPackage): GeneratedFile {
  const statements = pack.kind === "umbrella" ? umbrellaStatements(pack) : ownStatements(pack);
  return { kind: "typescript", path: `${pack.folder}/src/testing.ts`, statements };
}

type Statements = TypeScriptFile["statements"];

function ownStatements(pack: Pack): Statements {
  const types = declaredTypes(pack).filter(({ direction }) => direction !== "request");
  const union = eventUnion(pack);
  const writer = new ValueTypeWriter([...pack.api.types]);
  const made = [...types.filter(hasFactory).map(({ name }) => name), ...union.map(({ name }) => name)].sort();
  const entries = [
    ...types.map((type) => [type.name, writer.named(type)] as const),
    ...union.map(({ name, value }) => [name, value] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const others = otherPackages(pack);
  const calls = pack.kind === "webhooks" ? [] : callsOf(pack);
  const hasCalls = calls.length > 0;
  return [
    runtimeImport("testing", {
      values: hasCalls ? ["factoriesOf", "handlersOf"] : ["factoriesOf"],
      types: [
        ...(made.length > 0 ? ["Factory"] : []),
        "FactoryOptions",
        ...(hasCalls ? ["HandlerOptions", "HandlersOf", "MockedOperation"] : []),
        "ValueTypes",
      ],
    }),
    ...others.map(
      (module, index) =>
        `import { valueTypes as valueTypes${index} } from ${stringLiteral(`${module}/testing`)};`,
    ),
    ...(hasCalls || made.length > 0 ? [`import ${hasCalls ? "" : "type "}* as sdk from "./index.js";`] : []),
    factoriesText(made),
    createFactoriesText(
      "factoriesOf<Factories>(valueTypes, factoryNames, options)",
      exampleOf(calls, made),
      pack,
    ),
    ...(pack.kind === "webhooks" || !hasCalls ? [] : handlersStatements(calls, writer)),
    `const factoryNames: readonly string[] = ${literal(made)};`,
    valueTypesText(entries, others),
  ];
}

/** The section about the module in the guide of a package with calls. */
export function guideOf(pack: ResourcePackage | UmbrellaPackage): ModuleGuide {
  const packs = pack.kind === "umbrella" ? pack.packages : [pack];
  const example = exampleOf(packs.flatMap(callsOf), [...new Set(packs.flatMap(factoryNames))].sort());
  return {
    code: [
      `import { createFactories } from ${stringLiteral(`${pack.name}/testing`)};`,
      "",
      "const factories = createFactories({ seed: 42 });",
      `console.log(factories.${example}(), factories.${example}.list(3));`,
    ].join("\n"),
    text: "Factories create values that fit their schemas: the same seed gives the same values. `createHandlers({ http })` creates handlers for msw, which respond with such values.",
  };
}

/** Objects, and unions of them. Other values are easy to write. */
export function hasFactory(type: NamedType): boolean {
  return type.direction !== "request" && (type.kind === "object" || type.kind === "union");
}

/** The union of all events. */
function eventUnion(pack: Pack): readonly { readonly name: string; readonly value: JsonValue }[] {
  const part = pack.kind === "webhooks" ? pack : pack.events;
  if (part === undefined || part.webhooks.length === 0) return [];
  const writer = new ValueTypeWriter(pack.api.types);
  const members = part.webhooks.map(({ type }) => writer.of(type));
  const { union, discriminator } = part;
  return [
    { name: union, value: { kind: "union", members, ...(discriminator !== undefined && { discriminator }) } },
  ];
}

/** The packages that declare types of this one. */
function otherPackages(pack: Pack): readonly string[] {
  return pack.kind === "webhooks" ? [...new Set(Object.values(pack.imports))].sort() : [];
}

function factoriesText(names: readonly string[]): string {
  const members = names.map((name) => `  readonly ${literalKey(name)}: Factory<sdk.${name}>;\n`).join("");
  return `/** A factory for each type of responses and events, by the name of the type. */\nexport interface Factories {\n${members}}`;
}

/** The type that the documentation shows: the first that a program creates or retrieves. */
function exampleOf(calls: readonly CallOfOperation[], made: readonly string[]): string {
  const results = calls
    .filter(({ operation }) => ["create", "retrieve"].includes(operation.method))
    .flatMap(({ operation: { response } }) =>
      response.type.kind === "reference" ? [response.type.name] : [],
    );
  const result = results.find((name) => made.includes(name));
  return result ?? made.find((name) => !/Page$|List$|Error|Body$/.test(name)) ?? made[0] ?? "Order";
}

function createFactoriesText(create: string, example: string, { name }: { readonly name: string }): string {
  const variable = example.charAt(0).toLowerCase() + example.slice(1);
  return `/**
 * Creates values that fit their schemas, for tests. The same seed gives the same values.
 *
 * @throws {TypeError} for invalid options.
 * @example
 * import { createFactories } from ${stringLiteral(`${name}/testing`)};
 *
 * const factories = createFactories({ seed: 42 });
 * const ${variable === "factories" ? "value" : variable} = factories.${example}();
 * const three = factories.${example}.list(3);
 */
export function createFactories(options: FactoryOptions = {}): Factories {
  return ${create};
}`;
}

function handlersStatements(calls: readonly CallOfOperation[], writer: ValueTypeWriter): Statements {
  return [
    `/** What creates msw handlers, by resource and method. Each resource is also the iterable of the handlers of its operations. */
export interface Handlers<Handler> extends Iterable<Handler> ${handlersType(calls, 0)}`,
    `${CREATE_HANDLERS_DOC}
export function createHandlers<Handler>(options: HandlerOptions<Handler, Factories>): Handlers<Handler> {
  const { http, baseURL = sdk.api.baseURL, seed, factories = createFactories({ seed }) } = options;
  return handlersOf<Handlers<Handler>>({ operations, types: valueTypes, baseURL, http, factories });
}`,
    ...operationsStatements(calls, writer),
  ];
}

const CREATE_HANDLERS_DOC = `/**
 * Creates handlers for msw, which respond to requests in tests. Each response has the properties that you give, and values of the
 * factories for the others.
 *
 * @example
 * import { http } from "msw";
 * import { setupServer } from "msw/node";
 *
 * const handlers = createHandlers({ http });
 * const server = setupServer(...handlers); // every operation succeeds
 */`;

/** The members for the calls below a resource. */
function handlersType(calls: readonly CallOfOperation[], depth: number): string {
  const indentation = "  ".repeat(depth + 1);
  const names = [...new Set(calls.map(({ path }) => path[depth] ?? ""))];
  const members = names.map((name) => {
    const own = calls.filter(({ path }) => path[depth] === name);
    const inner = own.filter(({ path }) => path.length > depth + 1);
    const types = [
      ...own
        .filter(({ path }) => path.length === depth + 1)
        .map(({ operation }) => `HandlersOf<Handler, typeof sdk.${operation.id}>`),
      ...(inner.length === 0 ? [] : [`Iterable<Handler> & ${handlersType(inner, depth + 1)}`]),
    ];
    return `${indentation}readonly ${literalKey(name)}: ${types.join(" & ")};\n`;
  });
  return `{\n${members.join("")}${"  ".repeat(depth)}}`;
}

function valueTypesText(
  entries: readonly (readonly [string, JsonValue])[],
  others: readonly string[],
): string {
  const spread = others.map((_, index) => `  ...valueTypes${index},\n`).join("");
  const own = entries.map(([name, value]) => `  ${literalKey(name)}: ${literal(value, "  ")},\n`).join("");
  return `/** The types of the package as data. */\nexport const valueTypes: ValueTypes = {\n${spread}${own}};`;
}

/** `src/testing.ts` of a package with the resources of all others. */
function umbrellaStatements(pack: UmbrellaPackage): Statements {
  const { packages } = pack;
  const withCalls = packages
    .map((own, index) => ({ own, index }))
    .filter(({ own }) => callsOf(own).length > 0);
  const names = [...new Set(packages.flatMap(factoryNames))].sort();
  const all = (kind: string) => packages.map((_, index) => `part${index}.${kind}`);
  const parts = withCalls.map(({ index }) => `part${index}.createHandlers({ ...options, factories })`);
  return [
    runtimeImport("testing", {
      values: ["factoriesOf", "mergedHandlers"],
      types: ["FactoryOptions", "HandlerOptions", "ValueTypes"],
    }),
    ...packages.map(
      ({ name }, index) => `import * as part${index} from ${stringLiteral(`${name}/testing`)};`,
    ),
    `/** A factory for each type of responses, by the name of the type. */\nexport interface Factories extends ${all("Factories").join(", ")} {}`,
    createFactoriesText(
      "factoriesOf<Factories>(valueTypes, factoryNames, options)",
      exampleOf(packages.flatMap(callsOf), names),
      pack,
    ),
    `/** What creates msw handlers, by resource and method. Each resource is also the iterable of the handlers of its operations. */
export interface Handlers<Handler> extends ${withCalls.map(({ index }) => `part${index}.Handlers<Handler>`).join(", ")} {}`,
    `${CREATE_HANDLERS_DOC}
export function createHandlers<Handler>(options: HandlerOptions<Handler, Factories>): Handlers<Handler> {
  const { seed, factories = createFactories({ seed }) } = options;
  return mergedHandlers<Handlers<Handler>>([\n${parts.map((part) => `    ${part},\n`).join("")}  ]);
}`,
    `const factoryNames: readonly string[] = ${literal(names)};`,
    `/** The types of the packages as data. */\nexport const valueTypes: ValueTypes = {\n${all("valueTypes")
      .map((each) => `  ...${each},\n`)
      .join("")}};`,
  ];
}

/** The names of the factories of a package. */
export function factoryNames(pack: Pack): readonly string[] {
  return [...declaredTypes(pack).filter(hasFactory), ...eventUnion(pack)].map(({ name }) => name);
}
