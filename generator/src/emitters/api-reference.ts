import type { OperationModel, UploadModel } from "../api-model/api-model.ts";
import type { NamedType } from "../api-model/type-model.ts";
import type { CallbackOf, PackageModel, ResourceFile, ResourcePackage } from "../partition/package-model.ts";
import { argumentNames, bodiesText, clientVariable, methodPath, requestLine } from "../printer/call-text.ts";
import { headline } from "../printer/comments.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import { typeText } from "../printer/type-text.ts";

/** `api.md`: all methods with their requests, results and statuses, and all types. */
export function emitApiReference(model: PackageModel): readonly TemplateFile[] {
  const path = `${model.folder}/api.md`;
  const base = { name: model.name };
  if (model.kind === "webhooks") {
    const data = {
      ...base,
      sections: [],
      types: model.types.map(typeRow),
      union: model.union,
      receives: model.receiver !== undefined,
    };
    return [
      { kind: "template", path, template: "api.md", data: { ...data, hasTypes: model.types.length > 0 } },
    ];
  }
  const packages = model.kind === "umbrella" ? model.packages : [model];
  const variable = clientVariable(model.client);
  const shared = model.kind === "umbrella" ? [] : sharedTypes(model);
  const data = {
    ...base,
    union: model.kind === "resources" ? model.events?.union : undefined,
    receives: model.kind === "resources" && model.events?.receiver !== undefined,
    callbacks: packages.flatMap((own) => own.callbacks?.callbacks ?? []).map(callbackRow),
    sections: packages
      .flatMap((own) => own.resources.map((file) => section(variable, own, file, model.kind === "umbrella")))
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
    types: shared.map(typeRow),
    hasTypes: shared.length > 0,
  };
  return [{ kind: "template", path, template: "api.md", data }];
}

/** The types of a package that belong to no resource alone. */
function sharedTypes({ models, callbacks, events }: ResourcePackage): readonly NamedType[] {
  return [...models, ...(callbacks?.types ?? []), ...(events?.types ?? [])];
}

function callbackRow({ operation, callback: { typeName, httpMethod, url } }: CallbackOf) {
  return { type: typeName, request: `${httpMethod} ${url}`, operation };
}

function section(
  variable: string,
  own: ResourcePackage,
  { resource, file, types }: ResourceFile,
  linked: boolean,
) {
  return {
    title: resource.name,
    about: headline(resource.docs),
    source: linked ? undefined : `src/resources/${file}.ts`,
    package: linked ? own.name : undefined,
    methods: resource.operations.flatMap((operation) => [
      {
        call: `${methodPath(variable, resource.name, operation.method)}(${argumentsText(operation)})`,
        result: resultText(operation),
        request: requestLine(operation),
        statuses: operation.documented.map(({ status }) => status).join(", "),
        about: [remark(operation) + headline(operation.docs), ...bodiesText(operation)]
          .filter((text) => text !== "")
          .join(" "),
      },
      ...(operation.upload === undefined
        ? []
        : [uploadRow(variable, resource.name, operation, operation.upload)]),
    ]),
    types: linked ? [] : types.map(typeRow),
  };
}

function uploadRow(variable: string, resource: string, operation: OperationModel, upload: UploadModel) {
  const given = upload.params === undefined ? "content" : "params, content";
  return {
    call: `${methodPath(variable, resource, upload.method)}(${given})`,
    result: typeText(operation.response.type),
    request: `${requestLine(operation)}, then ${upload.httpMethod}`,
    statuses: operation.documented.map(({ status }) => status).join(", "),
    about: headline(upload.docs),
  };
}

function argumentsText(operation: OperationModel): string {
  const { params } = operation;
  return [
    ...argumentNames(operation),
    ...(params === undefined ? [] : [params.inOptions ? "options?" : params.required ? "params" : "params?"]),
  ].join(", ");
}

function resultText({ call, response }: OperationModel): string {
  switch (call.kind) {
    case "single":
      return typeText(response.type);
    case "paged":
      return `Page<${typeText(call.item)}>`;
    case "streamed": {
      const stream = `Stream<${typeText(call.item)}>`;
      return call.choice === undefined ? stream : `${typeText(response.type)} | ${stream}`;
    }
  }
}

function remark({ docs }: OperationModel): string {
  return docs.deprecated !== undefined ? "Deprecated. " : docs.preview !== undefined ? "Preview. " : "";
}

function typeRow(type: NamedType) {
  return {
    name: type.name,
    kind: type.kind === "enum" ? "open enum" : type.kind,
    about: headline(type.docs),
  };
}
