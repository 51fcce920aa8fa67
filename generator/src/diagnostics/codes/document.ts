import { error, type NoFacts, warning } from "./definition.ts";

/** Problems of a document as OpenAPI. */
export const documentCodes = {
  "not-an-object": error<{ found: string }>(
    ({ found }) => `an OpenAPI document is a map, but this is ${found}`,
    () => "begin with `openapi: 3.1.0`, `info:` and `paths:`",
  ),
  "missing-version": error<NoFacts>(
    () => "the document does not say which OpenAPI it is written in",
    () => "add `openapi: 3.1.0` at the top",
  ),
  "swagger-2": error<{ version: string }>(
    ({ version }) => `the document is written in Swagger ${version}; OpenAPI 3.0 and 3.1 are understood`,
    () => "convert it: npx swagger2openapi swagger.yaml --yaml --outfile openapi.yaml",
  ),
  "unsupported-version": error<{ version: string }>(
    ({ version }) => `OpenAPI ${version} is not understood`,
    () => "write the document in OpenAPI 3.0 or 3.1",
  ),
  "no-operations": warning<NoFacts>(
    () => "the document has neither paths nor webhooks",
    () => "describe at least one operation under `paths`",
  ),
  "wrong-shape": error<{ name: string; expected: string; found: string }>(
    ({ name, expected, found }) => `\`${name}\` must be ${expected}, but it is ${found}`,
    ({ name, expected }) => `make \`${name}\` ${expected}`,
  ),
  "duplicate-tag": warning<{ name: string }>(
    ({ name }) => `the tag "${name}" is described twice; the second description is left out`,
    () => "keep one of the two",
  ),
  "missing-member": error<{ owner: string; name: string }>(
    ({ owner, name }) => `${owner} lacks \`${name}\``,
    ({ name }) => `add \`${name}\``,
  ),
  "unknown-schema-type": error<{ type: string; suggestion?: string | undefined }>(
    ({ type }) => `"${type}" is no type of a schema`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "use string, number, integer, boolean, array, object or null",
  ),
  "empty-enum": error<NoFacts>(
    () => "`enum` has no values, so that nothing is valid here",
    () => "list the values, or take `enum` out",
  ),
  "duplicate-enum-value": warning<{ value: string }>(
    ({ value }) => `the value ${value} stands twice in this enum`,
    () => "keep one of the two",
  ),
  "unknown-required-property": warning<{ property: string; suggestion?: string | undefined }>(
    ({ property }) => `the property "${property}" is required but not described`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "describe it under `properties`, or take it out of `required`",
  ),
  "unresolved-reference": error<{ reference: string; suggestion?: string | undefined }>(
    ({ reference }) => `the reference ${reference} leads nowhere`,
    ({ suggestion }) =>
      suggestion !== undefined ? `did you mean ${suggestion}?` : "correct it, or define what it refers to",
  ),
  "unsupported-reference": error<{ reference: string }>(
    ({ reference }) => `the reference ${reference} is of a kind that is not understood`,
    () => "refer to a place in a file: #/components/schemas/Name, or other.yaml#/components/schemas/Name",
  ),
  "mismatched-reference": error<{ reference: string; expected: string }>(
    ({ reference, expected }) => `the reference ${reference} must lead to one of components.${expected}`,
    ({ expected }) => `define what is meant under \`components.${expected}\`, and refer to that`,
  ),
  "misplaced-reference": error<{ reference: string }>(
    ({ reference }) => `OpenAPI allows no reference here: ${reference}`,
    () => "write out what it refers to",
  ),
  "circular-reference": error<{ chain: string }>(
    ({ chain }) => `these references only lead to each other: ${chain}`,
    () => "put the definition itself at one of these places",
  ),
  "invalid-path": error<{ path: string }>(
    ({ path }) => `the path "${path}" does not begin with a slash`,
    ({ path }) => `write it as "/${path}"`,
  ),
  "ambiguous-paths": warning<{ path: string }>(
    ({ path }) => `the path ${path} is the same as another one but for the names of its parameters`,
    () => "put the operations of both under one of them",
  ),
  "undeclared-path-parameter": error<{ parameter: string; operation: string }>(
    ({ parameter, operation }) => `${operation} has {${parameter}} in its path but does not declare it`,
    ({ parameter }) =>
      `add it to \`parameters\`: { name: ${parameter}, in: path, required: true, schema: … }`,
  ),
  "unused-path-parameter": error<{ parameter: string; path: string }>(
    ({ parameter, path }) =>
      `the parameter "${parameter}" is declared for the path, but ${path} has none such`,
    ({ parameter }) => `write {${parameter}} into the path, or take the parameter out`,
  ),
  "optional-path-parameter": warning<{ parameter: string }>(
    ({ parameter }) => `the path parameter "${parameter}" is not marked as required`,
    () => "add `required: true`: a path without it is another path",
  ),
  "duplicate-parameter": error<{ parameter: string; place: string }>(
    ({ parameter, place }) => `the ${place} parameter "${parameter}" is declared twice`,
    () => "keep one of the two",
  ),
  "duplicate-operation-id": error<{ operationId: string }>(
    ({ operationId }) => `the operationId "${operationId}" is used twice`,
    () => "give each operation an id of its own",
  ),
  "missing-operation-id": warning<{ operation: string; suggestion: string }>(
    ({ operation }) => `${operation} has no operationId, so that its name is made of its path`,
    ({ suggestion }) => `add one, such as \`operationId: ${suggestion}\`: it is the method's name in the SDK`,
  ),
  "missing-responses": error<{ operation: string }>(
    ({ operation }) => `${operation} describes no response`,
    () => "describe at least the response of success under `responses`",
  ),
  "missing-success": warning<{ operation: string }>(
    ({ operation }) => `${operation} describes no response of success`,
    () => "add the 2xx status that it answers with",
  ),
  "invalid-status": error<{ status: string }>(
    ({ status }) => `"${status}" is no HTTP status`,
    () => "use a status such as 200, a range such as 4XX, or `default`",
  ),
  "unknown-security-scheme": error<{ scheme: string; suggestion?: string | undefined }>(
    ({ scheme }) => `the security scheme "${scheme}" is not defined`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "define it under `components.securitySchemes`",
  ),
  "unknown-session-property": error<{ property: string; suggestion?: string | undefined }>(
    ({ property }) => `the payload of a session token has no property "${property}"`,
    ({ suggestion }) =>
      suggestion !== undefined ? `did you mean "${suggestion}"?` : "name a property of its `schema`",
  ),
  "session-property-not-text": error<{ property: string }>(
    ({ property }) => `"${property}" is used of a session token, but is not a text`,
    () => "make it `type: string`: each value of a session token is a text",
  ),
  "session-schema-not-named": error<NoFacts>(
    () => "the payload of a session token has no name",
    () => 'put its schema under `components.schemas`, and refer to it: $ref: "#/components/schemas/Name"',
  ),
  "unknown-operation": error<{ operationId: string; suggestion?: string | undefined }>(
    ({ operationId }) => `there is no operation "${operationId}"`,
    ({ suggestion }) =>
      suggestion !== undefined ? `did you mean "${suggestion}"?` : "give the operationId of an operation",
  ),
};
