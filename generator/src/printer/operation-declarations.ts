import type { StatementStructures } from "ts-morph";
import type { OperationModel } from "../model/api-model.ts";
import type { NamedType } from "../model/type-model.ts";
import { requestLine } from "./call-text.ts";
import { commentText } from "./comments.ts";
import type { Imports } from "./imports.ts";
import { literal, propertyName } from "./literals.ts";
import { resultKind } from "./result-kind.ts";
import { constantOf, paramsInterface } from "./type-declarations.ts";

/**
 * The constant of an operation, and the type of its parameters.
 *
 * @param namedTypes The types that the response may refer to, by name.
 */
export function operationDeclarations(
  operation: OperationModel,
  imports: Imports,
  namedTypes: ReadonlyMap<string, NamedType>,
): readonly StatementStructures[] {
  const { docs, params, page } = operation;
  const create = imports.runtimeValue(page === undefined ? "operation" : "pageOperation");
  const types = [
    paramsText(operation, imports),
    ...(page === undefined
      ? [imports.type(operation.response.type)]
      : [imports.type(page.item), imports.type(page.body)]),
  ];
  const about = docs.summary === undefined ? "" : `: ${lowerFirst(docs.summary)}`;
  const doc = commentText({ summary: `\`${requestLine(operation)}\`${about}` });
  const constant = constantOf(
    operation.id,
    doc,
    `/* @__PURE__ */ ${create}<${types.join(", ")}>(${definitionText(operation, namedTypes)}${encodersText(operation, imports)})`,
  );
  if (params === undefined) return [constant];
  const takes = `Parameters of {@link ${operation.id}}.`;
  return [constant, paramsInterface(params.name, takes, params.properties, imports)];
}

/** The constant of an upload, and the type of its parameters. Empty if the operation starts no upload. */
export function uploadDeclarations(
  operation: OperationModel,
  imports: Imports,
): readonly StatementStructures[] {
  const { upload } = operation;
  if (upload === undefined) return [];
  const { ready } = upload;
  const lines = [
    `  create: ${operation.id},`,
    `  fixed: ${literal(upload.fixed)},`,
    `  url: ${literal(upload.url)},`,
    `  method: ${literal(upload.httpMethod)},`,
    `  contentType: ${literal(upload.contentType)},`,
    ...(ready === undefined
      ? []
      : [
          "  ready: {",
          `    operation: ${ready.operation},`,
          `    parameters: ${literal(ready.parameters)},`,
          `    property: ${literal(ready.property)},`,
          `    value: ${literal(ready.value)},`,
          "  },",
        ]),
  ];
  const types = `${upload.params?.name ?? "{}"}, ${imports.type(operation.response.type)}`;
  const constant = constantOf(
    upload.id,
    commentText(upload.docs),
    `/* @__PURE__ */ ${imports.runtimeValue("uploadOperation")}<${types}>({\n${lines.join("\n")}\n})`,
  );
  if (upload.params === undefined) return [constant];
  const about = `Parameters of {@link ${upload.id}}, in addition to the content.`;
  return [constant, paramsInterface(upload.params.name, about, upload.params.properties, imports)];
}

/** The type of the object with all parameters, including those of the path. */
function paramsText({ params, pathParameters }: OperationModel, imports: Imports): string {
  const path = pathParameters.map(({ name, type }) => `${propertyName(name)}: ${imports.type(type)}`);
  const own = path.length === 0 ? [] : [`{ ${path.join("; ")} }`];
  const named = params === undefined ? [] : [params.name];
  return [...named, ...own].join(" & ") || "{}";
}

function definitionText(operation: OperationModel, namedTypes: ReadonlyMap<string, NamedType>): string {
  const { id, httpMethod, path, query, headers, body, response, page } = operation;
  const lines: string[] = [
    `  id: ${literal(id)},`,
    `  method: ${literal(httpMethod)},`,
    `  path: ${literal(path)},`,
  ];
  const add = (key: string, value: Parameters<typeof literal>[0] | undefined) => {
    if (value !== undefined) lines.push(`  ${key}: ${literal(value, "  ")},`);
  };
  add("query", query.length === 0 ? undefined : query.map(queryValue));
  add("headers", headers.length === 0 ? undefined : headers);
  add("body", body?.encoding);
  add("bodyOptional", body?.parameter === undefined ? body?.optional : undefined);
  add("bodyParameter", body?.parameter);
  add("contentType", body?.contentType);
  add("response", response.kind === "json" ? undefined : response.kind);
  // A list checks its pages itself.
  add("result", page === undefined ? resultKind(response.type, namedTypes) : undefined);
  add("authentication", operation.authentication);
  return `{\n${lines.join("\n")}\n}`;
}

/** The encoders for a body or query that is not in the default format. */
function encodersText({ body, query }: OperationModel, imports: Imports): string {
  const encoders = [
    ...(body === undefined || body.encoding === "json"
      ? []
      : [`body: ${imports.runtimeValue(BODY_ENCODERS[body.encoding])}`]),
    ...(query.some(hasStyle) ? [`query: ${imports.runtimeValue("styledQuery")}`] : []),
  ];
  return encoders.length === 0 ? "" : `, { ${encoders.join(", ")} }`;
}

const BODY_ENCODERS = {
  form: "formBody",
  multipart: "multipartBody",
  binary: "binaryBody",
  text: "textBody",
} as const;

function queryValue(parameter: OperationModel["query"][number]) {
  return hasStyle(parameter) ? { ...parameter } : parameter.name;
}

function hasStyle({ style, explode }: OperationModel["query"][number]): boolean {
  return style !== undefined || explode !== undefined;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
