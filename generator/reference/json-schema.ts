import { toJsonSchema } from "@valibot/to-json-schema";
import { sdkConfig } from "../src/config/settings/sdk-config.ts";
import type { DocumentedKey } from "./doc-comments.ts";

/** A part of a JSON schema, as far as it is read here. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly required?: readonly string[];
}

/** A tree of names: its schema is recursive, which the conversion does not support. */
const TREE: JsonSchema = {
  type: "object",
  additionalProperties: { anyOf: [{ type: "string" }, { $ref: "#/$defs/resourceTree" }] },
};

/** The JSON schema of a configuration in JSON or YAML, with the doc comments as descriptions. */
export function configSchema(keys: readonly DocumentedKey[]): JsonSchema {
  const { $schema, ...schema } = toJsonSchema(sdkConfig, {
    typeMode: "input",
    errorMode: "ignore",
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema.type === "lazy" ? { $ref: "#/$defs/resourceTree" } : undefined,
  }) as unknown as JsonSchema;
  const described = describe(schema, keys);
  return {
    $schema,
    title: "The configuration of sdkgen",
    ...described,
    properties: {
      $schema: { type: "string", description: "The JSON schema of this file, for editors." },
      ...described.properties,
    },
    $defs: { resourceTree: TREE },
  };
}

/** Adds descriptions to the properties of a schema, and to those of the objects in it. */
function describe(schema: JsonSchema, keys: readonly DocumentedKey[]): JsonSchema {
  if (keys.length === 0) return schema;
  const { properties, additionalProperties: others, items, anyOf, oneOf } = schema;
  const all = (schemas: readonly JsonSchema[]) => schemas.map((each) => describe(each, keys));
  return {
    ...schema,
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, own]) => {
          const key = keys.find((each) => each.name === name);
          return [name, key === undefined ? own : { description: key.doc, ...describe(own, key.keys) }];
        }),
      ),
    }),
    ...(typeof others === "object" && { additionalProperties: describe(others, keys) }),
    ...(items !== undefined && { items: describe(items, keys) }),
    ...(anyOf !== undefined && { anyOf: all(anyOf) }),
    ...(oneOf !== undefined && { oneOf: all(oneOf) }),
  };
}
