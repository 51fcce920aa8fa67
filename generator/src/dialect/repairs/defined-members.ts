import type { NodeKind } from "../../spec/grammar.ts";
import { MEMBERS } from "./members.ts";

const PARAMETER =
  "$ref description required deprecated allowEmptyValue style explode allowReserved schema example examples content";

/** The members that OpenAPI 3.0 to 3.2 and JSON Schema define. */
const DEFINED: { readonly [Kind in NodeKind]?: string } = {
  document:
    "openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs swagger",
  info: "title summary description termsOfService contact license version",
  contact: "name url email",
  license: "name identifier url",
  externalDocs: "description url",
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
  example: "$ref summary description value dataValue serializedValue externalValue",
  link: "$ref operationRef operationId parameters requestBody description server",
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
  xml: "nodeType name namespace prefix attribute wrapped",
  securityScheme:
    "$ref type description name in scheme bearerFormat flows openIdConnectUrl oauth2MetadataUrl deprecated",
  oauthFlows: "implicit password clientCredentials authorizationCode deviceAuthorization",
  oauthFlow: "authorizationUrl deviceAuthorizationUrl tokenUrl refreshUrl scopes",
  tag: "name summary description externalDocs parent kind",
};

/** The members of our own extensions that are objects themselves. The others have a type in `members.ts`. */
const NESTED: { readonly [Kind in NodeKind]?: readonly string[] } = {
  rateLimit: ["quota"],
  sessionToken: ["schema"],
  upload: ["ready"],
};

/** Names so short that other words are similar. */
const SHORT = new Set(["id", "if", "in", "not", "then", "else", "get", "put"]);

/** The names of an object's members. */
export interface KnownMembers {
  readonly names: ReadonlySet<string>;
  /** Candidates for a misspelled name. */
  readonly suggestions: readonly string[];
}

/** The members of each kind of object: of OpenAPI, and of our extensions. */
export const KNOWN_MEMBERS: ReadonlyMap<NodeKind, KnownMembers> = new Map(
  ([...new Set([...Object.keys(DEFINED), ...Object.keys(MEMBERS)])] as readonly NodeKind[]).map((kind) => {
    const all = DEFINED[kind]?.split(" ") ?? [...Object.keys(MEMBERS[kind] ?? {}), ...(NESTED[kind] ?? [])];
    return [kind, { names: new Set(all), suggestions: all.filter((name) => !SHORT.has(name)) }];
  }),
);
