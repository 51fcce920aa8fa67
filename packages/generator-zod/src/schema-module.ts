import {
  commentText,
  declaredTypes,
  literalKey,
  type NamedType,
  operationsOf,
  type ParamsType,
  type ResourcePackage,
  stringLiteral,
  type UmbrellaPackage,
  type UnionType,
  type WebhooksPackage,
} from "@copilot-sdk/generator/kit";
import { inOrder } from "./declaration-order.ts";
import { exportedParams } from "./exported-params.ts";
import { schemaName } from "./schema-names.ts";
import { namedSchema, type SchemaStyle, schemaOf, shapeOf } from "./schema-text.ts";

type Pack = ResourcePackage | WebhooksPackage;

/** `src/zod.ts`: the schemas of a package, and the middleware that checks responses. */
export function moduleOf(pack: Pack, { strict }: Pick<SchemaStyle, "strict">): readonly string[] {
  const types = inOrder(declaredTypes(pack));
  const declared = new Set<string>();
  const imported = importsOf(pack);
  const style: SchemaStyle = {
    strict,
    isDeclared: (name) => declared.has(name) || imported.has(name),
    typeName: (name) => `types.${name}`,
    knownValues: (union) => knownValues(union, pack.api.types),
  };
  const schemas = types.map((type) => {
    const text = declaration(type, namedSchema(type, style));
    declared.add(type.name);
    return text;
  });
  const params = exportedParams(pack).map((own) => paramsDeclaration(own, style));
  const checks = pack.kind === "resources" ? [responses(pack, style), CHECK] : [];
  const body = [...schemas, ...params, ...checks];
  return [importText(pack, imported, body), ...helpers(body), ...body];
}

function declaration({ name }: NamedType, schema: string): string {
  return `/** Checks a {@link types.${name}}. */\nexport const ${schemaName(name)}: z.ZodType<types.${name}> = ${PURE}${schema};`;
}

const PURE = "/* @__PURE__ */ ";

function paramsDeclaration({ name, properties }: ParamsType, style: SchemaStyle): string {
  const shape = shapeOf(properties, style, true);
  const object = style.strict ? "strictObject" : "looseObject";
  return `/** Checks {@link types.${name}}. */\nexport const ${schemaName(name)}: z.ZodType<types.${name}> = ${PURE}z.${object}(${shape});`;
}

/** The schemas of the JSON bodies of successes, by operation. */
function responses(pack: ResourcePackage, style: SchemaStyle): string {
  const entries = operationsOf(pack)
    .filter(({ response }) => response.kind === "json")
    .map(({ id, response }) => `  ${literalKey(id)}: ${schemaOf(response.type, style)},`);
  const object = entries.length === 0 ? "{}" : `{\n${entries.join("\n")}\n}`;
  const doc = commentText({
    summary: "The schemas of the bodies of successful responses, by the IDs of operations.",
  });
  return `/** ${doc} */\nexport const responseSchemas: { readonly [operation: string]: z.ZodType | undefined } = ${PURE}Object.freeze(${object});`;
}

const CHECK = `/**
 * Middleware that checks the JSON bodies of successful responses. A call whose response does not match fails with a \`TypeError\` that
 * says where; its cause is the \`ZodError\`. For tests: in production, an API may return more than its document says.
 *
 * @example
 * const client = new Client({ middleware: [checkResponses] });
 */
export const checkResponses: Middleware = (next) => async (request) => {
  const response = await next(request);
  const schema = Object.hasOwn(responseSchemas, request.operation) ? responseSchemas[request.operation] : undefined;
  const isJson = /[/+]json\\b/i.test(response.headers.get("content-type") ?? "");
  if (schema === undefined || !response.ok || !isJson) return response;
  const text = await response.clone().text();
  // Many documents describe a body that the server does not send, such as one of a 204. The client returns nothing then.
  if (text === "") return response;
  const result = schema.safeParse(JSON.parse(text));
  if (result.success) return response;
  throw new TypeError(\`the response of \${request.operation} does not match its schema: \${z.prettifyError(result.error)}\`, {
    cause: result.error,
  });
};`;

/** The modules of other packages with the schemas of types that this one imports, by type. */
function importsOf(pack: Pack): ReadonlyMap<string, string> {
  if (pack.kind === "resources") return new Map();
  return new Map(Object.entries(pack.imports).map(([type, module]) => [type, `${module}/zod`]));
}

function importText(pack: Pack, imported: ReadonlyMap<string, string>, body: readonly string[]): string {
  const text = body.join("\n");
  const used = [...new Set(imported.values())].flatMap((module) => {
    const types = [...imported].filter(([, own]) => own === module);
    const names = types.map(([type]) => schemaName(type)).filter((name) => text.includes(name));
    return names.length === 0 ? [] : [`import { ${names.sort().join(", ")} } from ${stringLiteral(module)};`];
  });
  const usesTypes =
    declaredTypes(pack).length > 0 || exportedParams(pack).length > 0 || text.includes("types.FileLike");
  const middleware = pack.kind === "resources" ? [`import type { Middleware } from "./index.js";`] : [];
  return [
    'import * as z from "zod";',
    ...used,
    ...middleware,
    ...(usesTypes ? ['import type * as types from "./index.js";'] : []),
  ].join("\n");
}

/** The functions that the schemas use. */
function helpers(body: readonly string[]): readonly string[] {
  const text = body.join("\n");
  const all: readonly (readonly [name: string, text: string])[] = [
    ["typed<", TYPED],
    ["open<", OPEN],
    ["newer(", NEWER],
    ["matches(", MATCHES],
  ];
  return all.filter(([name]) => text.includes(name)).map(([, own]) => own);
}

const TYPED = `/** Gives a schema the type that it checks, where the compiler cannot derive it. */
function typed<Type>(schema: z.ZodType): z.ZodType<Type> {
  return schema as z.ZodType<Type>;
}`;

const OPEN = `/** Checks a value of an enum. The API may add values, so only its type counts. */
function open<Type>(kinds: readonly string[]): z.ZodType<Type> {
  return z.custom<Type>((value) => kinds.includes(typeof value), { error: \`expected \${kinds.join(" or ")}\` });
}`;

const NEWER = `/** Checks an object of a kind that is newer than this package. */
function newer(discriminator: string, known: readonly unknown[]): z.ZodType {
  return z.looseObject({
    [discriminator]: z.unknown().refine((value) => value !== undefined && !known.includes(value), {
      error: "expected another value, as no known member matches",
    }),
  });
}`;

const MATCHES = `/** A check for a format. */
function matches(schema: z.ZodType<string>): z.core.CheckFn<string> {
  return (payload) => {
    const result = schema.safeParse(payload.value);
    for (const issue of result.error?.issues ?? [])
      payload.issues.push({ code: "custom", message: issue.message, input: payload.value });
  };
}`;

/** `src/zod.ts` of a package with the resources of all others. */
export function umbrellaModule({ packages }: UmbrellaPackage): readonly string[] {
  const seen = new Set<string>();
  const passedOn = packages.map((pack) => {
    const names = [...declaredTypes(pack), ...exportedParams(pack)].map(({ name }) => schemaName(name));
    const fresh = [...new Set(names)].filter((name) => !seen.has(name)).sort();
    for (const name of fresh) seen.add(name);
    const list = fresh.map((name) => `  ${name},\n`).join("");
    return fresh.length === 0 ? "" : `export {\n${list}} from ${stringLiteral(`${pack.name}/zod`)};`;
  });
  const imports = packages.map(
    ({ name }, index) =>
      `import { responseSchemas as schemas${index} } from ${stringLiteral(`${name}/zod`)};`,
  );
  const spread = packages.map((_, index) => `  ...schemas${index},\n`).join("");
  return [
    ['import * as z from "zod";', 'import type { Middleware } from "./index.js";', ...imports].join("\n"),
    passedOn.filter((text) => text !== "").join("\n"),
    `/** The schemas of the bodies of successful responses, by the IDs of operations. */\nexport const responseSchemas: { readonly [operation: string]: z.ZodType | undefined } = ${PURE}Object.freeze({\n${spread}});`,
    CHECK,
  ];
}

/** The values of the discriminator in the members of a union. */
function knownValues(
  { members, discriminator }: UnionType,
  types: readonly NamedType[],
): readonly (string | number | boolean)[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const seen = new Set<string>();
  const valuesOf = (name: string): readonly (string | number | boolean)[] => {
    if (seen.has(name)) return [];
    seen.add(name);
    const type = byName.get(name);
    switch (type?.kind) {
      case "object": {
        const property = type.properties.find((own) => own.name === discriminator);
        return property === undefined ? [] : literalsOf(property.type, byName);
      }
      case "union":
        return type.members.flatMap((member) => (member.kind === "reference" ? valuesOf(member.name) : []));
      case "alias":
        return type.type.kind === "reference" ? valuesOf(type.type.name) : [];
      default:
        return [];
    }
  };
  return [
    ...new Set(members.flatMap((member) => (member.kind === "reference" ? valuesOf(member.name) : []))),
  ];
}

function literalsOf(
  type: NamedType | Parameters<typeof schemaOf>[0],
  types: ReadonlyMap<string, NamedType>,
): readonly (string | number | boolean)[] {
  switch (type.kind) {
    case "literal":
      return [type.value];
    case "union":
      return type.members.flatMap((member) => literalsOf(member, types));
    case "reference": {
      const named = types.get(type.name);
      return named?.kind === "enum" ? named.values.map(({ value }) => value) : [];
    }
    default:
      return [];
  }
}
