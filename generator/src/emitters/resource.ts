import {
  type ClassDeclarationStructure,
  type MethodDeclarationStructure,
  type OptionalKind,
  type ParameterDeclarationStructure,
  type StatementStructures,
  StructureKind,
} from "ts-morph";
import type { OperationModel, UploadModel } from "../model/api-model.ts";
import type { ResourceFile, ResourcePackage } from "../model/package-model.ts";
import { isReserved } from "../model/words.ts";
import { commentText, escapeComment, oneLine } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { literal, literalKey, propertyName } from "../printer/literals.ts";
import { constantOf, paramsInterface, typeDeclarations } from "../printer/type-declarations.ts";

/** `src/resources/<resource>.ts`: the class, its operations as data, their parameters, and its types. */
export function emitResources(model: ResourcePackage): readonly TypeScriptFile[] {
  const shared = new Set(model.models.map((type) => type.name));
  return model.resources.map((file) => ({
    kind: "typescript",
    path: `${model.folder}/src/resources/${file.file}.ts`,
    statements: resourceStatements(file, (name) => (shared.has(name) ? "../models.js" : undefined)),
  }));
}

function resourceStatements(
  { resource, types }: ResourceFile,
  moduleOfType: (name: string) => string | undefined,
): readonly StatementStructures[] {
  const params = [...resource.operations, ...uploadsOf(resource.operations)].flatMap(
    ({ params }) => params ?? [],
  );
  const declared = [resource.className, ...types.map(({ name }) => name), ...params.map(({ name }) => name)];
  const imports = new Imports(declared, moduleOfType);
  const statements = [
    classOf(resource.className, commentText(resource.docs), resource.operations, imports),
    ...resource.operations.flatMap((operation) => operationStatements(operation, imports)),
    ...uploadsOf(resource.operations).flatMap((upload) =>
      uploadStatements(upload, resource.operations, imports),
    ),
    ...types.flatMap((type) => typeDeclarations(type, imports)),
  ];
  return [...imports.declarations(), ...statements];
}

function uploadsOf(operations: readonly OperationModel[]): readonly UploadModel[] {
  return operations.flatMap(({ upload }) => upload ?? []);
}

function classOf(
  name: string,
  doc: string,
  operations: readonly OperationModel[],
  imports: Imports,
): ClassDeclarationStructure {
  return {
    kind: StructureKind.Class,
    isExported: true,
    name,
    extends: imports.runtimeValue("Resource"),
    ...(doc === "" ? {} : { docs: [doc] }),
    methods: operations.flatMap((operation) => [
      operationMethod(operation, imports),
      ...(operation.upload === undefined ? [] : [uploadMethod(operation, operation.upload, imports)]),
    ]),
  };
}

function operationMethod(
  operation: OperationModel,
  imports: Imports,
): OptionalKind<MethodDeclarationStructure> {
  const options = `options?: ${imports.runtimeType("RequestOptions")}`;
  return {
    name: methodName(operation.method),
    docs: [methodDoc(operation)],
    parameters: [
      ...pathArguments(operation, imports),
      ...paramsArgument(operation.params),
      parameter(options),
    ],
    returnType: resultText(operation, imports),
    statements: `return this.transport.${operation.page === undefined ? "request" : "page"}(${operation.id}, ${callParams(operation)}, options);`,
  };
}

function uploadMethod(
  operation: OperationModel,
  upload: UploadModel,
  imports: Imports,
): OptionalKind<MethodDeclarationStructure> {
  const result = `${imports.runtimeType("APIPromise")}<${imports.type(operation.response.type)}>`;
  return {
    name: methodName(upload.method),
    docs: [commentText(upload.docs)],
    parameters: [
      ...paramsArgument(upload.params),
      parameter(`content: ${imports.runtimeType("UploadContent")}`),
      parameter(`options?: ${imports.runtimeType("UploadOptions")}`),
    ],
    returnType: result,
    statements: `return this.transport.upload(${upload.id}, ${upload.params === undefined ? "{}" : "params"}, content, options);`,
  };
}

/** What it does, how a list is used, the request that it sends, and what its arguments are. */
function methodDoc(operation: OperationModel): string {
  const parameters = operation.pathParameters.flatMap(({ name, docs }) =>
    docs.description === undefined
      ? []
      : [`@param ${argumentName(name)} ${escapeComment(oneLine(docs.description))}`],
  );
  return commentText(operation.docs, [
    ...(operation.page === undefined
      ? []
      : ["Await it for one page, or iterate it for every item of all pages."]),
    `\`${requestLine(operation)}\``,
    parameters.join("\n"),
  ]);
}

/** What the method answers with: a page, or a value. */
function resultText({ page, response }: OperationModel, imports: Imports): string {
  if (page === undefined) return `${imports.runtimeType("APIPromise")}<${imports.type(response.type)}>`;
  return `${imports.runtimeType("PagePromise")}<${imports.type(page.item)}, ${imports.type(page.body)}>`;
}

function pathArguments(
  operation: OperationModel,
  imports: Imports,
): readonly OptionalKind<ParameterDeclarationStructure>[] {
  return operation.pathParameters.map(({ name, type }) =>
    parameter(`${argumentName(name)}: ${imports.type(type)}`),
  );
}

function paramsArgument(
  params: OperationModel["params"],
): readonly OptionalKind<ParameterDeclarationStructure>[] {
  return params === undefined ? [] : [parameter(`params${params.required ? "" : "?"}: ${params.name}`)];
}

/** The one flat object that the runtime takes: parameters, then the path's, which nothing may override. */
function callParams({ params, pathParameters }: OperationModel): string {
  const path = pathParameters.map(({ name }) =>
    argumentName(name) === name ? name : `${literalKey(name)}: ${argumentName(name)}`,
  );
  if (path.length === 0) return params === undefined ? "{}" : "params";
  return `{ ${[...(params === undefined ? [] : ["...params"]), ...path].join(", ")} }`;
}

function operationStatements(operation: OperationModel, imports: Imports): readonly StatementStructures[] {
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
    `/* @__PURE__ */ ${create}<${types.join(", ")}>(${definitionText(operation)})`,
  );
  if (params === undefined) return [constant];
  const takes = `What {@link ${operation.id}} takes.`;
  return [constant, paramsInterface(params.name, takes, params.properties, imports)];
}

/** The type of the flat object: the named parameters and the path's. */
function paramsText({ params, pathParameters }: OperationModel, imports: Imports): string {
  const path = pathParameters.map(({ name, type }) => `${propertyName(name)}: ${imports.type(type)}`);
  const own = path.length === 0 ? [] : [`{ ${path.join("; ")} }`];
  const named = params === undefined ? [] : [params.name];
  return [...named, ...own].join(" & ") || "{}";
}

function definitionText(operation: OperationModel): string {
  const { id, httpMethod, path, query, headers, body, response } = operation;
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
  add("authentication", operation.authentication);
  add("idempotencyHeader", operation.idempotencyHeader);
  return `{\n${lines.join("\n")}\n}`;
}

function queryValue(parameter: OperationModel["query"][number]) {
  return parameter.style === undefined && parameter.explode === undefined ? parameter.name : { ...parameter };
}

function uploadStatements(
  upload: UploadModel,
  operations: readonly OperationModel[],
  imports: Imports,
): readonly StatementStructures[] {
  const create = operations.find((operation) => operation.upload === upload);
  if (create === undefined) return [];
  const ready = upload.ready;
  const lines = [
    `  create: ${create.id},`,
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
  const types = `${upload.params?.name ?? "{}"}, ${imports.type(create.response.type)}`;
  const constant = constantOf(
    upload.id,
    commentText(upload.docs),
    `/* @__PURE__ */ ${imports.runtimeValue("uploadOperation")}<${types}>({\n${lines.join("\n")}\n})`,
  );
  if (upload.params === undefined) return [constant];
  const about = `What {@link ${upload.id}} takes beside the content.`;
  return [constant, paramsInterface(upload.params.name, about, upload.params.properties, imports)];
}

function parameter(text: string): OptionalKind<ParameterDeclarationStructure> {
  const colon = text.indexOf(":");
  const name = text.slice(0, colon);
  return {
    name: name.replace("?", ""),
    hasQuestionToken: name.endsWith("?"),
    type: text.slice(colon + 2),
  };
}

/** The argument for a path parameter of any name. */
function argumentName(name: string): string {
  const words = name.replace(/[^\w$]+(\w)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? "");
  const start = words.replace(/^(\d)/, "_$1");
  return isReserved(start) || OWN_NAMES.has(start) ? `${start}_` : start || "value";
}

/** Other names that the method's body uses. */
const OWN_NAMES = new Set(["params", "options", "content", "this"]);

/** `GET /v1/files/{id}`, as people write it. */
function requestLine({ httpMethod, path }: OperationModel): string {
  return `${httpMethod} ${path.replaceAll("{+", "{")}`;
}

function methodName(name: string): string {
  return propertyName(name);
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
