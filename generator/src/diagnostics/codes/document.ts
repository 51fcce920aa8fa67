import { type NoFacts, problem } from "./definition.ts";

/** Violations of OpenAPI, and how each of them is read. */
export const documentCodes = {
  "not-an-object": problem<{ found: string }>(
    ({ found }) => `an OpenAPI document must be an object, but this is ${found}`,
    () => "start with `openapi: 3.1.0`, `info:` and `paths:`",
  ),
  "missing-version": problem<NoFacts>(
    () => "the document does not state its OpenAPI version; it is read as OpenAPI 3.1",
    () => "add `openapi: 3.1.0` at the top",
  ),
  "swagger-2": problem<{ version: string }>(
    ({ version }) => `the document uses Swagger ${version}; it is converted to OpenAPI 3`,
    () => "nothing needs to be done; positions in other messages may be those of a surrounding element",
  ),
  "invalid-swagger": problem<{ reason: string }>(
    ({ reason }) => `the Swagger 2.0 document cannot be converted to OpenAPI 3: ${reason}`,
    () => "correct the other problems that are reported, or convert the document with another tool",
  ),
  "unsupported-version": problem<{ found: string; reading: string }>(
    ({ found, reading }) =>
      `\`openapi\` must be a version from 3.0 to 3.2, but it is ${found}; the document is read as OpenAPI ${reading}`,
    () => "use `openapi: 3.1.0`, in quotes if it has two parts",
  ),
  "no-operations": problem<NoFacts>(
    () => "the document has no paths, webhooks or components",
    () => "describe at least one operation under `paths`",
  ),
  "wrong-shape": problem<{ name: string; expected: string; found: string; reading: string }>(
    ({ name, expected, found, reading }) =>
      `\`${name}\` must be ${expected}, but it is ${found}; it is ${reading}`,
    ({ name, expected }) => `change \`${name}\` to ${expected}`,
  ),
  "relative-links": problem<{ count: number }>(
    ({ count }) =>
      `${count} ${count === 1 ? "link" : "links"} in HTML descriptions ${count === 1 ? "is" : "are"} relative to an unknown address, so only the text is kept`,
    () =>
      "set `documentUrl` in the configuration, or `externalDocs` in the document, to the address of the documentation",
  ),
  "duplicate-tag": problem<{ name: string }>(
    ({ name }) => `the tag "${name}" is defined twice; the second definition is ignored`,
    () => "keep one of the two",
  ),
  "missing-member": problem<{ owner: string; name: string; reading: string }>(
    ({ owner, name, reading }) => `${owner} is missing the required member \`${name}\`; ${reading}`,
    ({ name }) => `add \`${name}\``,
  ),
  "misspelled-member": problem<{ name: string; meant: string; owner: string }>(
    ({ name, owner }) => `OpenAPI defines no \`${name}\` in ${owner}, so it has no effect`,
    ({ name, meant }) => `did you mean \`${meant}\`? If not, rename it to \`x-${name}\``,
  ),
  "error-media-type": problem<NoFacts>(
    () => "`produces` has no JSON, although this error has a schema; it is read as JSON",
    () => "add application/json to `produces`, or convert the document to OpenAPI 3",
  ),
  "enum-of-array": problem<{ reading: string }>(
    ({ reading }) => `no array is one of the values of \`enum\`, which is beside \`type: array\`; ${reading}`,
    () => "move `enum` into `items`",
  ),
  "delimited-pattern": problem<{ pattern: string; reading: string; meant: string }>(
    ({ pattern, reading }) =>
      `the pattern \`${pattern}\` has the delimiters of a JavaScript literal; it is ${reading}`,
    ({ meant }) => `write \`${meant}\`: with the delimiters, no string matches`,
  ),
  "unknown-schema-type": problem<{ type: string; reading: string; suggestion?: string | undefined }>(
    ({ type, reading }) => `"${type}" is not a valid schema type; it is read as ${reading}`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "use string, number, integer, boolean, array, object or null",
  ),
  "null-without-type": problem<NoFacts>(
    () => "`nullable` without a type allows every value; in this union it is read as `null`",
    () => 'set `nullable: true` beside the union, or in OpenAPI 3.1 use `type: "null"`',
  ),
  "values-as-text": problem<{ count: number }>(
    ({ count }) =>
      `${count} ${count === 1 ? "number or boolean is" : "numbers or booleans are"} also accepted as strings; the types omit the strings`,
    () => "if the server sends strings, set `type: string` in an overlay",
  ),
  "contradictory-direction": problem<NoFacts>(
    () => "this value is both `readOnly` and `writeOnly`; both are ignored",
    () => "keep one of them, or neither if requests and responses have the value",
  ),
  "empty-enum": problem<NoFacts>(
    () => "`enum` is empty, so no value would be valid; it is ignored",
    () => "list the values, or remove `enum`",
  ),
  "duplicate-enum-value": problem<{ value: string }>(
    ({ value }) => `the enum contains the value ${value} twice; the second one is ignored`,
    () => "keep one of the two",
  ),
  "duplicate-union-member": problem<NoFacts>(
    () =>
      "`oneOf` contains the same schema twice, so no value of it would be valid; the second one is ignored",
    () => "keep one of the two, or use `anyOf`",
  ),
  "enum-value-type": problem<{ value: string; type: string; reading: string }>(
    ({ value, type, reading }) => `the enum value ${value} is not of type ${type}; it is read as ${reading}`,
    ({ reading }) => `write ${reading}, or correct \`type\``,
  ),
  "enum-texts-mismatch": problem<{ member: string; found: number; expected: number }>(
    ({ member, found, expected }) =>
      `\`${member}\` and \`enum\` have different lengths, ${found} and ${expected}; \`${member}\` is ignored`,
    () => "give it an entry for each value, in the same order",
  ),
  "enum-text-not-string": problem<{ value: string }>(
    ({ value }) => `the name or description of the enum value ${value} is not a string; it is ignored`,
    () => "write it as a string",
  ),
  "duplicate-enum-name": problem<{ name: string; value: string }>(
    ({ name, value }) =>
      `two values of this enum have the name "${name}", so the value ${value} is used as its name`,
    () => "give each value its own name",
  ),
  "unknown-required-property": problem<{ property: string; suggestion?: string | undefined }>(
    ({ property }) => `the property "${property}" is required but not defined, so it is ignored`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "define it under `properties`, or remove it from `required`",
  ),
  "unresolved-reference": problem<{ reference: string; reading: string; suggestion?: string | undefined }>(
    ({ reference, reading }) => `the reference ${reference} cannot be resolved; ${reading}`,
    ({ suggestion }) =>
      suggestion !== undefined ? `did you mean ${suggestion}?` : "correct it, or define its target",
  ),
  "relative-reference": problem<{ reference: string; reading: string }>(
    ({ reference, reading }) =>
      `the reference ${reference} is relative to a schema; it is read as ${reading}`,
    ({ reading }) => `write ${reading}`,
  ),
  "ignored-part": problem<{ part: string; member: string }>(
    ({ part, member }) => `\`${member}\` excludes ${part} from the SDK`,
    () => "ignore this warning if that is intended, or remove the extension with an overlay",
  ),
  "unsupported-reference": problem<{ reference: string; reading: string }>(
    ({ reference, reading }) => `the reference ${reference} has an unsupported form; ${reading}`,
    () => "use #/components/schemas/Name, or other.yaml#/components/schemas/Name",
  ),
  "mismatched-reference": problem<{
    reference: string;
    expected: string;
    reading: string;
    suggestion?: string | undefined;
  }>(
    ({ reference, expected, reading }) =>
      `the reference ${reference} must point to a member of components.${expected}; ${reading}`,
    ({ expected, suggestion }) =>
      suggestion !== undefined
        ? `did you mean ${suggestion}?`
        : `define the target under \`components.${expected}\`, and refer to it`,
  ),
  "misplaced-reference": problem<{ reference: string; reading: string }>(
    ({ reference, reading }) => `OpenAPI does not allow a reference here: ${reference}; ${reading}`,
    () => "replace it with a copy of its target",
  ),
  "circular-reference": problem<{ chain: string; reading: string }>(
    ({ chain, reading }) => `these references are circular: ${chain}; ${reading}`,
    () => "replace one of them with the definition itself",
  ),
  "invalid-media-type": problem<{ mediaType: string; reading: string }>(
    ({ mediaType, reading }) => `"${mediaType}" is not a media type; it is ${reading}`,
    () => "write the type and the subtype, such as application/json, one in each key",
  ),
  "invalid-path": problem<{ path: string }>(
    ({ path }) => `the path "${path}" does not start with a slash; it is read as "/${path}"`,
    ({ path }) => `change it to "/${path}"`,
  ),
  "colon-parameter": problem<{ path: string; template: string }>(
    ({ path, template }) => `the path ${path} has a parameter without braces; it is read as ${template}`,
    ({ template }) => `change it to ${template}`,
  ),
  "unpaired-braces": problem<{ path: string; template: string }>(
    ({ path, template }) =>
      `the path ${path} has braces that do not enclose the name of a parameter; it is read as ${template}`,
    ({ template }) => `change it to ${template}`,
  ),
  "ambiguous-paths": problem<{ path: string }>(
    ({ path }) =>
      `the path ${path} differs from another path only in the names of its parameters, so servers cannot tell them apart`,
    () => "move the operations of both to one of them",
  ),
  "undeclared-path-parameter": problem<{ parameter: string; operation: string }>(
    ({ parameter, operation }) =>
      `the path of ${operation} contains {${parameter}}, but no such parameter is declared; it is read as a string`,
    ({ parameter }) =>
      `add it to \`parameters\`: { name: ${parameter}, in: path, required: true, schema: … }`,
  ),
  "relative-server": problem<{ url: string; resolved: string }>(
    ({ url, resolved }) =>
      `the server ${url} is relative to the address of the document, so it is read as ${resolved}`,
    () => "if the API is elsewhere, write its whole URL, in the document or in an overlay",
  ),
  "unused-path-parameter": problem<{ parameter: string; path: string }>(
    ({ parameter, path }) =>
      `the path parameter "${parameter}" is declared, but ${path} does not contain it; it is ignored`,
    ({ parameter }) => `add {${parameter}} to the path, or remove the parameter`,
  ),
  "optional-path-parameter": problem<{ parameter: string }>(
    ({ parameter }) => `the path parameter "${parameter}" is not marked as required; it is read as required`,
    () => "add `required: true`, which OpenAPI demands for path parameters",
  ),
  "duplicate-parameter": problem<{ parameter: string; place: string }>(
    ({ parameter, place }) =>
      `the ${place} parameter "${parameter}" is declared twice; the second one is used`,
    () => "keep one of the two",
  ),
  "invalid-method": problem<{ method: string; reading: string }>(
    ({ method, reading }) =>
      `\`additionalOperations\` cannot contain the method ${JSON.stringify(method)}; it is ${reading}`,
    () => "use a method that is not a member of the path item, in the case in which it is sent, such as COPY",
  ),
  "duplicate-operation-id": problem<{ operationId: string; operation: string }>(
    ({ operationId, operation }) =>
      `the operationId "${operationId}" is used twice; ${operation} is named after its path`,
    () => "give each operation a unique id",
  ),
  "missing-operation-id": problem<{ operation: string; suggestion: string }>(
    ({ operation }) => `${operation} has no operationId, so its name is derived from its path`,
    ({ suggestion }) =>
      `add one, such as \`operationId: ${suggestion}\`; the method of the SDK is named after it`,
  ),
  "swagger-member": problem<{ member: string; meant: string }>(
    ({ member, meant }) =>
      `${member} is written as in Swagger 2.0, although the document is OpenAPI 3; it is read ${meant}`,
    ({ meant }) => `write it ${meant}`,
  ),
  "missing-responses": problem<{ operation: string; result: string }>(
    ({ operation, result }) => `${operation} defines no response; its result is \`${result}\``,
    () => "define at least the successful response under `responses`",
  ),
  "missing-success": problem<{ operation: string; result: string }>(
    ({ operation, result }) => `${operation} defines no successful response; its result is \`${result}\``,
    () => "add its 2xx response",
  ),
  "partial-content": problem<{ operation: string }>(
    ({ operation }) => `the response 206 of ${operation} has no content, so it is read as that of 200`,
    () => "describe its content, or write `content: {}` if it has none",
  ),
  "invalid-status": problem<{ status: string; reading: string }>(
    ({ status, reading }) => `"${status}" is not a valid HTTP status; it is ${reading}`,
    () => "use a status such as 200, a range such as 4XX, or `default`",
  ),
  "unknown-security-scheme": problem<{ scheme: string; suggestion?: string | undefined }>(
    ({ scheme }) => `the security scheme "${scheme}" is not defined; this requirement is removed`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "define it under `components.securitySchemes`",
  ),
  "assumed-security-scheme": problem<{ scheme: string; reading: string }>(
    ({ scheme, reading }) =>
      `the security scheme "${scheme}" is not defined; because of its name, it is read as HTTP ${reading} authentication`,
    ({ scheme, reading }) =>
      `define it under \`components.securitySchemes\`: ${scheme}: { type: http, scheme: ${reading} }`,
  ),
  "authorization-parameter": problem<{ count: number; reading: string }>(
    ({ count, reading }) =>
      `OpenAPI ignores the header parameter "Authorization", and ${count === 1 ? "the operation has" : `the ${count} operations that have it have`} no \`security\`; it is read as ${reading}, an option of the client`,
    () => "define a security scheme, require it with `security`, and remove the parameter",
  ),
  "unknown-session-property": problem<{ property: string; suggestion?: string | undefined }>(
    ({ property }) => `the payload of the session token has no property "${property}"; sessions are ignored`,
    ({ suggestion }) =>
      suggestion !== undefined ? `did you mean "${suggestion}"?` : "use a property of its `schema`",
  ),
  "session-property-not-string": problem<{ property: string }>(
    ({ property }) =>
      `the property "${property}" of the session token's payload must be a string; sessions are ignored`,
    () => "change it to `type: string`; all values in a session token are strings",
  ),
  "session-schema-not-named": problem<NoFacts>(
    () => "the schema of the session token's payload has no name; sessions are ignored",
    () => 'move it to `components.schemas`, and refer to it: $ref: "#/components/schemas/Name"',
  ),
  "unknown-operation": problem<{ operationId: string; suggestion?: string | undefined }>(
    ({ operationId }) => `there is no operation "${operationId}"; \`x-upload\` is ignored`,
    ({ suggestion }) =>
      suggestion !== undefined
        ? `did you mean "${suggestion}"?`
        : "use the operationId of an operation under `paths`",
  ),
};
