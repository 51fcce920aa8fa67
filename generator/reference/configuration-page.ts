import type { DocumentedKey } from "./doc-comments.ts";
import type { JsonSchema } from "./json-schema.ts";

const INTRODUCTION = `# The configuration

\`sdkgen\` reads \`sdk.config.ts\`, \`.mts\`, \`.js\`, \`.mjs\`, \`.json\`, \`.yaml\` or \`.yml\` in the folder where it runs, or in its folder \`spec\`.
\`--config FILE\` names another file. Without a configuration, \`--spec\` and \`--out\` are enough for one package.

\`\`\`ts
import { defineConfig } from "@copilot-sdk/generator";

export default defineConfig({ documents: ["openapi.yaml"], output: "packages" });
\`\`\`

A configuration in JSON or YAML has the same keys, and may name its JSON schema, with which editors complete and check them:

\`\`\`yaml
# yaml-language-server: $schema=./node_modules/@copilot-sdk/generator/sdk.config.schema.json
documents: [openapi.yaml]
output: packages
\`\`\`

An unknown key is an error, with the key that was probably meant. Options of the command line override the configuration. This page is
made from the doc comments of the configuration's type.
`;

/** The page about every key of the configuration: one section for each key, and a table for the keys in it. */
export function configurationPage(keys: readonly DocumentedKey[], schema: JsonSchema): string {
  const sections = keys.map((key) => {
    const own = schema.properties?.[key.name] ?? {};
    const isRequired = schema.required?.includes(key.name) === true;
    const rows = rowsOf(key.keys, own, "");
    const table = rows.length === 0 ? [] : ["", "| key | type | meaning |", "|---|---|---|", ...rows];
    const type = `*${typeText(own)}${isRequired ? ", required" : ""}*`;
    return [`## \`${key.name}\``, "", type, "", key.doc, ...table, ""].join("\n");
  });
  return [INTRODUCTION, ...sections].join("\n");
}

function rowsOf(keys: readonly DocumentedKey[], schema: JsonSchema, prefix: string): readonly string[] {
  const objects = objectsIn(schema);
  return keys.flatMap((key) => {
    const found = objects.flatMap(({ properties }): readonly JsonSchema[] => {
      const own = properties?.[key.name];
      return own === undefined ? [] : [own];
    });
    const isRequired = objects.every(({ required = [] }) => required.includes(key.name));
    const types = [...new Set(found.map(typeText))].join(" or ");
    const name = `${prefix}${key.name}`;
    const cells = [`\`${name}\``, `${types}${isRequired ? ", required" : ""}`, key.doc];
    const row = `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    return [row, ...found.slice(0, 1).flatMap((own) => rowsOf(key.keys, own, `${name}.`))];
  });
}

/** The objects that a schema describes: itself, its items, its values or its alternatives. */
function objectsIn(schema: JsonSchema): readonly JsonSchema[] {
  const { properties, items, additionalProperties, anyOf, oneOf } = schema;
  if (properties !== undefined) return [schema];
  const values = typeof additionalProperties === "object" ? [additionalProperties] : [];
  return [...(items === undefined ? [] : [items]), ...values, ...(anyOf ?? []), ...(oneOf ?? [])].flatMap(
    objectsIn,
  );
}

function typeText(schema: JsonSchema): string {
  const { type, enum: values, const: constant, items, properties } = schema;
  const { additionalProperties: others, anyOf, oneOf = anyOf } = schema;
  if (schema.$ref !== undefined) return "tree of names";
  if (constant !== undefined) return `\`${String(constant)}\``;
  if (Array.isArray(values)) return values.map((value) => `\`${String(value)}\``).join(", ");
  if (oneOf !== undefined) return [...new Set(oneOf.map((each) => typeText(each)))].join(" or ");
  if (items !== undefined) return `array of ${typeText(items)}`;
  if (properties === undefined && typeof others === "object")
    return `object with values of ${typeText(others)}`;
  return type === undefined ? "any value" : String(type);
}
