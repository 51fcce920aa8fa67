import { error, type NoFacts, warning } from "./definition.ts";

/** Violations of OpenAPI. */
export const documentCodes = {
  "not-an-object": error<{ found: string }>(
    ({ found }) => `an OpenAPI document must be an object, but this is ${found}`,
    () => "start with `openapi: 3.1.0`, `info:` and `paths:`",
  ),
  "missing-version": error<NoFacts>(
    () => "the document does not state its OpenAPI version",
    () => "add `openapi: 3.1.0` at the top",
  ),
  "swagger-2": error<{ version: string }>(
    ({ version }) => `the document uses Swagger ${version}; only OpenAPI 3.0 and 3.1 are supported`,
    () => "convert it: npx swagger2openapi swagger.yaml --yaml --outfile openapi.yaml",
  ),
  "unsupported-version": error<{ version: string }>(
    ({ version }) => `OpenAPI ${version} is not supported`,
    () => "use OpenAPI 3.0 or 3.1",
  ),
  "no-operations": warning<NoFacts>(
    () => "the document has neither paths nor webhooks",
    () => "describe at least one operation under `paths`",
  ),
  "wrong-shape": error<{ name: string; expected: string; found: string }>(
    ({ name, expected, found }) => `\`${name}\` must be ${expected}, but it is ${found}`,
    ({ name, expected }) => `change \`${name}\` to ${expected}`,
  ),
  "duplicate-tag": warning<{ name: string }>(
    ({ name }) => `the tag "${name}" is defined twice; the second definition is ignored`,
    () => "keep one of the two",
  ),
  "missing-member": error<{ owner: string; name: string }>(
    ({ owner, name }) => `${owner} is missing the required member \`${name}\``,
    ({ name }) => `add \`${name}\``,
  ),
  "unknown-schema-type": error<{ type: string; suggestion?: string | undefined }>(
    ({ type }) => `"${type}" is not a valid schema type`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "use string, number, integer, boolean, array, object or null",
  ),
  "empty-enum": error<NoFacts>(
    () => "`enum` is empty, so no value is valid",
    () => "list the values, or remove `enum`",
  ),
  "duplicate-enum-value": warning<{ value: string }>(
    ({ value }) => `the enum contains the value ${value} twice`,
    () => "keep one of the two",
  ),
  "unknown-required-property": warning<{ property: string; suggestion?: string | undefined }>(
    ({ property }) => `the property "${property}" is required but not defined`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "define it under `properties`, or remove it from `required`",
  ),
  "unresolved-reference": error<{ reference: string; suggestion?: string | undefined }>(
    ({ reference }) => `the reference ${reference} cannot be resolved`,
    ({ suggestion }) =>
      suggestion !== undefined ? `did you mean ${suggestion}?` : "correct it, or define its target",
  ),
  "unsupported-reference": error<{ reference: string }>(
    ({ reference }) => `the reference ${reference} is not of a supported form`,
    () => "use #/components/schemas/Name, or other.yaml#/components/schemas/Name",
  ),
  "mismatched-reference": error<{ reference: string; expected: string }>(
    ({ reference, expected }) =>
      `the reference ${reference} must point to a member of components.${expected}`,
    ({ expected }) => `define the target under \`components.${expected}\`, and refer to it`,
  ),
  "misplaced-reference": error<{ reference: string }>(
    ({ reference }) => `OpenAPI does not allow a reference here: ${reference}`,
    () => "replace it with a copy of its target",
  ),
  "circular-reference": error<{ chain: string }>(
    ({ chain }) => `these references form a circle: ${chain}`,
    () => "replace one of them with the definition itself",
  ),
  "invalid-path": error<{ path: string }>(
    ({ path }) => `the path "${path}" does not start with a slash`,
    ({ path }) => `change it to "/${path}"`,
  ),
  "ambiguous-paths": warning<{ path: string }>(
    ({ path }) => `the path ${path} differs from another path only in the names of its parameters`,
    () => "move the operations of both to one of them",
  ),
  "undeclared-path-parameter": error<{ parameter: string; operation: string }>(
    ({ parameter, operation }) =>
      `the path of ${operation} contains {${parameter}}, but no such parameter is declared`,
    ({ parameter }) =>
      `add it to \`parameters\`: { name: ${parameter}, in: path, required: true, schema: … }`,
  ),
  "unused-path-parameter": error<{ parameter: string; path: string }>(
    ({ parameter, path }) => `the path parameter "${parameter}" is declared, but ${path} does not contain it`,
    ({ parameter }) => `add {${parameter}} to the path, or remove the parameter`,
  ),
  "optional-path-parameter": warning<{ parameter: string }>(
    ({ parameter }) => `the path parameter "${parameter}" is not marked as required`,
    () => "add `required: true`, which OpenAPI demands for path parameters",
  ),
  "duplicate-parameter": error<{ parameter: string; place: string }>(
    ({ parameter, place }) => `the ${place} parameter "${parameter}" is declared twice`,
    () => "keep one of the two",
  ),
  "duplicate-operation-id": error<{ operationId: string }>(
    ({ operationId }) => `the operationId "${operationId}" is used twice`,
    () => "give each operation a unique id",
  ),
  "missing-operation-id": warning<{ operation: string; suggestion: string }>(
    ({ operation }) => `${operation} has no operationId, so its name is derived from its path`,
    ({ suggestion }) =>
      `add one, such as \`operationId: ${suggestion}\`; the method of the SDK is named after it`,
  ),
  "missing-responses": error<{ operation: string }>(
    ({ operation }) => `${operation} defines no response`,
    () => "define at least the successful response under `responses`",
  ),
  "missing-success": warning<{ operation: string }>(
    ({ operation }) => `${operation} defines no successful response`,
    () => "add its 2xx response",
  ),
  "invalid-status": error<{ status: string }>(
    ({ status }) => `"${status}" is not a valid HTTP status`,
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
    ({ property }) => `the payload of the session token has no property "${property}"`,
    ({ suggestion }) =>
      suggestion !== undefined ? `did you mean "${suggestion}"?` : "use a property of its `schema`",
  ),
  "session-property-not-string": error<{ property: string }>(
    ({ property }) => `the property "${property}" of the session token's payload must be a string`,
    () => "change it to `type: string`; all values in a session token are strings",
  ),
  "session-schema-not-named": error<NoFacts>(
    () => "the schema of the session token's payload has no name",
    () => 'move it to `components.schemas`, and refer to it: $ref: "#/components/schemas/Name"',
  ),
  "unknown-operation": error<{ operationId: string; suggestion?: string | undefined }>(
    ({ operationId }) => `there is no operation "${operationId}"`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "use the operationId of an operation under `paths`",
  ),
};
