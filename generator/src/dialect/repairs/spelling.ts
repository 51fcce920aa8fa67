import { nearest } from "../../diagnostics/index.ts";
import type { NodeKind } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";
import { OWNERS } from "./members.ts";

/**
 * Reports members that OpenAPI does not define and whose names are near to one that it does. Other unknown members are left
 * alone: documents contain those of many tools.
 */
export function reportMisspellings(draft: Draft): void {
  for (const { kind, value, pointer } of draft.content.nodes) {
    const known = KNOWN.get(kind);
    if (known === undefined || !isRecord(value)) continue;
    for (const name of Object.keys(value)) {
      if (known.names.has(name) || name.startsWith("x-")) continue;
      const meant = nearest(name, known.suggestions, MOST_MISTAKES);
      const owner = OWNERS[kind] ?? NAMES[kind] ?? "this object";
      if (meant !== undefined) draft.report("misspelled-member", { name, meant, owner }, [...pointer, name]);
    }
  }
}

/** The maximum number of wrong letters. With more, it is rather another word. */
const MOST_MISTAKES = 2;

/** How messages refer to the kinds of objects that have no required members. */
const NAMES: { readonly [Kind in NodeKind]?: string } = {
  components: "`components`",
  pathItem: "this path",
  operation: "this operation",
  header: "this header",
  response: "this response",
  mediaType: "this media type",
  encoding: "this encoding",
  schema: "this schema",
};

const PARAMETER =
  "$ref description required deprecated allowEmptyValue style explode allowReserved schema example examples content";

/** The members that OpenAPI 3.0 to 3.2 and JSON Schema define. */
const DEFINED: { readonly [Kind in NodeKind]?: string } = {
  document:
    "openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs swagger",
  info: "title summary description termsOfService contact license version",
  server: "url description name variables",
  serverVariable: "enum default description",
  components:
    "schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems mediaTypes",
  pathItem:
    "$ref summary description get put post delete options head patch trace query additionalOperations servers parameters",
  operation:
    "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers",
  parameter: `name in ${PARAMETER}`,
  header: PARAMETER,
  requestBody: "$ref summary description content required",
  response: "$ref summary description headers content links",
  mediaType: "$ref description schema itemSchema example examples encoding prefixEncoding itemEncoding",
  encoding: "contentType headers style explode allowReserved encoding prefixEncoding itemEncoding",
  schema: [
    "$id $schema $ref $anchor $dynamicRef $dynamicAnchor $vocabulary $comment $defs $recursiveRef $recursiveAnchor",
    "allOf anyOf oneOf not if then else dependentSchemas dependencies prefixItems items additionalItems contains",
    "properties patternProperties additionalProperties propertyNames unevaluatedItems unevaluatedProperties",
    "type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern",
    "maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired",
    "title description default deprecated readOnly writeOnly examples format contentEncoding contentMediaType",
    "contentSchema definitions id nullable discriminator xml externalDocs example",
  ].join(" "),
  discriminator: "propertyName mapping defaultMapping",
  securityScheme:
    "$ref type description name in scheme bearerFormat flows openIdConnectUrl oauth2MetadataUrl deprecated",
  tag: "name summary description externalDocs parent kind",
};

/** Names that are so short that other words are near to them. */
const SHORT = new Set(["id", "if", "in", "not", "then", "else", "get", "put"]);

const KNOWN = new Map(
  Object.entries(DEFINED).map(([kind, names]) => {
    const all = names.split(" ");
    return [kind as NodeKind, { names: new Set(all), suggestions: all.filter((name) => !SHORT.has(name)) }];
  }),
);
