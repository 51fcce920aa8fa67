import { dirname, relative } from "node:path/posix";
import type {
  ClassDeclarationStructure,
  MethodDeclarationStructure,
  OptionalKind,
  ParameterDeclarationStructure,
  PropertyDeclarationStructure,
  StatementStructures,
} from "ts-morph";
import type { OperationModel, ResourceModel } from "../api-model/api-model.ts";
import { Int64Finder } from "../api-model/int64-places.ts";
import { paramsNames } from "../api-model/params-types.ts";
import type { NamedType } from "../api-model/type-model.ts";
import { INHERITED_NAMES } from "../names/words.ts";
import type { ResourceFile, ResourcePackage } from "../partition/package-model.ts";
import { optionalArgument, paramsArgument } from "../printer/arguments.ts";
import { paramsText } from "../printer/body-text.ts";
import { callCode, resultTexts } from "../printer/call-code.ts";
import type { CallPart, CallParts } from "../printer/call-part.ts";
import { argumentNames, bodiesText, requestLine } from "../printer/call-text.ts";
import { commentText, headline } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import {
  literalKey,
  optionalAccess,
  propertyAccess,
  propertyName,
  stringLiteral,
} from "../printer/literals.ts";
import { operationDeclarations } from "../printer/operation-declarations.ts";
import { outcomeTexts } from "../printer/outcome-text.ts";
import { streamOverloads } from "../printer/stream-overloads.ts";
import { StructureKind } from "../printer/structure-kind.ts";
import { typeDeclarations } from "../printer/type-declarations.ts";
import { declaredNames } from "../surface/package-surface.ts";

/**
 * `src/resources/<resource>.ts`: the class, the constants of its operations, their parameters, and its types.
 *
 * @param extras.callParts Additions of features for operations.
 */
export function emitResources(
  model: ResourcePackage,
  { callParts = [] }: { readonly callParts?: readonly CallParts[] },
): readonly TypeScriptFile[] {
  const files = new Map(model.resources.map((file) => [file.resource, file]));
  const typesByName = new Map(
    [...model.models, ...model.resources.flatMap(({ types }) => types)].map((type) => [type.name, type]),
  );
  const depths = new Set(model.resources.map(({ resource }) => resource.path.length));
  const sharedNames = new Map([...depths].map((depth) => [depth, namesOfModels(model, depth)]));
  const all = { ...model, files, typesByName, sharedNames };
  return model.resources.map((file) => ({
    kind: "typescript",
    path: `${model.folder}/src/resources/${file.file}.ts`,
    statements: resourceStatements(file, all, callParts),
  }));
}

/** A package, and the shared data of its resource files. */
interface AllResources extends ResourcePackage {
  readonly files: ReadonlyMap<ResourceModel, ResourceFile>;
  readonly typesByName: ReadonlyMap<string, NamedType>;
  /** The names of the shared types, with the module that files import them from, by the depth of their resources. */
  readonly sharedNames: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

function namesOfModels({ models }: ResourcePackage, depth: number): ReadonlyMap<string, string> {
  const module = `${"../".repeat(depth)}models.js`;
  return new Map(models.map(({ name }) => [name, module]));
}

function resourceStatements(
  own: ResourceFile,
  { files, api, typesByName, sharedNames }: AllResources,
  parts: readonly CallParts[],
): readonly StatementStructures[] {
  const { resource, types } = own;
  const { className, operations } = resource;
  const declared = [
    className,
    ...operations.flatMap((operation) => [operation.id, ...parts.flatMap((part) => part.names(operation))]),
    ...operations.flatMap(paramsNames),
    ...declaredNames(types),
  ];
  const modules = new Map(
    resource.resources.flatMap((inner) => {
      const file = files.get(inner);
      return file === undefined ? [] : [[inner, moduleOf(file, own)] as const];
    }),
  );
  const shared = sharedNames.get(resource.path.length) ?? new Map<string, string>();
  const inner = [...modules].map(([inner, module]) => [inner.className, module] as const);
  const elsewhere = inner.length === 0 ? shared : new Map([...shared, ...inner]);
  const imports = new Imports({ declared, elsewhere });
  const int64 = api.int64 && {
    finder: new Int64Finder(api.types),
    module: `${"../".repeat(resource.path.length)}int64.js`,
  };
  const surroundings = { api, imports, namedTypes: typesByName, ...(int64 !== undefined && { int64 }) };
  const partsOf = (operation: OperationModel) =>
    parts.flatMap((own) => own.part(operation, resource.path.join("."), imports) ?? []);
  const added = new Map(operations.map((operation) => [operation, partsOf(operation)]));
  const statements = [
    classOf(resource, { modules, added, imports }),
    ...operations.flatMap((operation) => operationDeclarations(operation, surroundings)),
    ...operations.flatMap((operation) => added.get(operation)?.flatMap((part) => part.declarations) ?? []),
    ...types.flatMap((type) => typeDeclarations(type, imports)),
  ];
  return [...imports.declarations(), ...statements];
}

/** The module of a resource, seen from the file of the resource that contains it. */
function moduleOf({ file }: ResourceFile, parent: ResourceFile): string {
  return `./${relative(dirname(parent.file), file)}.js`;
}

/** Parts of a resource class besides its operations. */
interface ClassContext {
  /** The modules of nested resources. */
  readonly modules: ReadonlyMap<ResourceModel, string>;
  /** Additions of features. */
  readonly added: ReadonlyMap<OperationModel, readonly CallPart[]>;
  readonly imports: Imports;
}

function classOf(
  { className: name, docs, operations, resources }: ResourceModel,
  { modules, added, imports }: ClassContext,
): ClassDeclarationStructure {
  const doc = commentText(docs);
  return {
    kind: StructureKind.Class,
    isExported: true,
    name,
    extends: imports.runtimeValue("Resource"),
    ...(doc === "" ? {} : { docs: [doc] }),
    properties: resources.map((inner) => innerResource(inner, modules, imports)),
    methods: operations.flatMap((operation) => [
      operationMethod(operation, imports),
      ...(added.get(operation)?.flatMap((part) => part.methods) ?? []),
    ]),
  };
}

/** The property for a nested resource. */
function innerResource(
  resource: ResourceModel,
  modules: ReadonlyMap<ResourceModel, string>,
  imports: Imports,
): OptionalKind<PropertyDeclarationStructure> {
  const { name, className, docs } = resource;
  const type = imports.from(modules.get(resource) ?? "", className, false);
  const doc = commentText({ summary: headline(docs) });
  return {
    name: propertyName(name),
    type,
    isReadonly: true,
    initializer: `new ${type}(this.transport)`,
    ...(doc === "" ? {} : { docs: [doc] }),
  };
}

function operationMethod(
  operation: OperationModel,
  imports: Imports,
): OptionalKind<MethodDeclarationStructure> {
  const { params, call } = operation;
  const code = callCode(operation);
  const ownOptions = imports.from(code.module, code.options, true);
  const options = params?.inOptions ? `${params.name} & ${ownOptions}` : ownOptions;
  const method = {
    name: propertyName(operation.method),
    docs: [methodDoc(operation, code.usage)],
    parameters: [
      ...pathArguments(operation, imports),
      ...(params?.inOptions ? [] : paramsArgument(params, paramsText(operation, imports))),
      optionalArgument("options", options),
    ],
    returnType: resultText(operation, imports),
    statements: `return this.transport.${code.send}(${operation.id}, ${callParams(operation, imports)}, options);`,
  };
  if (call.kind !== "streamed" || call.choice === undefined) return method;
  // The first overload has the whole documentation. The others repeat only its first sentence, to keep the class readable.
  const { description: _, ...docsOfAll } = operation.docs;
  const short = { ...operation, docs: { ...docsOfAll, summary: headline(operation.docs) } };
  const docs = { doc: methodDoc(operation), brief: methodDoc(short) };
  const stream = { ...method, docs: [methodDoc(short, code.usage)] };
  return streamOverloads(
    stream,
    { operation, call, choice: call.choice, given: callParams(operation, imports), ...docs },
    imports,
  );
}

/** The documentation of a method: description, use of lists, request, arguments. */
function methodDoc(operation: OperationModel, usage: readonly string[] = []): string {
  const names = argumentNames(operation);
  return commentText(operation.docs, {
    paragraphs: [...usage, ...bodiesText(operation), `\`${requestLine(operation)}\``],
    parameters: operation.pathParameters.flatMap(({ docs }, index) =>
      docs.description === undefined ? [] : [{ name: names[index] ?? "", about: docs.description }],
    ),
  });
}

/** The return type of a method. */
function resultText(operation: OperationModel, imports: Imports): string {
  const { module, promise, results } = callCode(operation);
  const outcome = operation.call.kind === "streamed" ? [] : outcomeTexts(operation, imports);
  const types = resultTexts(results, imports, outcome);
  return `${imports.from(module, promise, true)}<${types.join(", ")}>`;
}

function pathArguments(
  operation: OperationModel,
  imports: Imports,
): readonly OptionalKind<ParameterDeclarationStructure>[] {
  const names = argumentNames(operation);
  return operation.pathParameters.map(({ type }, index) => ({
    name: names[index] ?? "",
    type: imports.type(type),
  }));
}

/** The object with all parameters that the runtime expects. Path parameters come last, so that nothing overrides them. */
function callParams(operation: OperationModel, imports: Imports): string {
  const { params, pathParameters } = operation;
  const names = argumentNames(operation);
  const path = pathParameters.map(({ name }, index) =>
    names[index] === name ? name : `${literalKey(name)}: ${names[index]}`,
  );
  if (path.length === 0 && !params?.inOptions) return params === undefined ? "{}" : "params";
  const own = params?.inOptions
    ? params.properties.map(({ name }) => fromOptions(name, imports))
    : params === undefined
      ? []
      : ["...params"];
  return `{ ${[...own, ...path].join(", ")} }`;
}

/** A parameter that is part of the options. If all objects inherit a property of this name, only an own property is sent. */
function fromOptions(name: string, imports: Imports): string {
  const key = literalKey(name);
  if (!INHERITED_NAMES.has(name)) return `${key}: options${optionalAccess(name)}`;
  const isOwn = `${imports.globalName("Object")}.hasOwn(options, ${stringLiteral(name)})`;
  return `...(options && ${isOwn} && { ${key}: options${propertyAccess(name)} })`;
}
