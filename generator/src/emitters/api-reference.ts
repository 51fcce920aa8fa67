import type { OperationModel, ResourceModel, UploadModel } from "../api-model/api-model.ts";
import { resourceName } from "../api-model/resource-tree.ts";
import type { NamedType } from "../api-model/type-model.ts";
import type {
  CallbackOf,
  PackageModel,
  ResourceFile,
  ResourcePackage,
  UmbrellaPackage,
  WebhooksPackage,
} from "../partition/package-model.ts";
import { argumentNames, bodiesText, clientVariable, methodPath, requestLine } from "../printer/call-text.ts";
import { headline } from "../printer/comments.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import type { TemplateValues } from "../printer/template-variables.ts";
import { typeText } from "../printer/type-text.ts";

/** `api.md`: all methods with their requests, results and statuses, and all types. */
export function emitApiReference(model: PackageModel): readonly TemplateFile[] {
  const data = model.kind === "webhooks" ? eventReference(model) : clientReference(model);
  return [{ kind: "template", path: `${model.folder}/api.md`, template: "api.md", data }];
}

function eventReference({ name, types, union, receiver }: WebhooksPackage): TemplateValues<"api"> {
  return {
    name,
    union,
    receives: receiver !== undefined,
    sections: [],
    callbacks: [],
    types: types.map(typeRow),
    hasTypes: types.length > 0,
  };
}

function clientReference(model: ResourcePackage | UmbrellaPackage): TemplateValues<"api"> {
  const packages = model.kind === "umbrella" ? model.packages : [model];
  const variable = clientVariable(model.client);
  const shared = model.kind === "umbrella" ? [] : sharedTypes(model);
  return {
    name: model.name,
    union: model.kind === "resources" ? model.events?.union : undefined,
    receives: model.kind === "resources" && model.events?.receiver !== undefined,
    callbacks: packages.flatMap((own) => own.callbacks?.callbacks ?? []).map(callbackRow),
    sections: packages
      .flatMap((own) => own.resources.map((file) => section(variable, own, file, model.kind === "umbrella")))
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
    types: shared.map(typeRow),
    hasTypes: shared.length > 0,
  };
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
    title: resourceName(resource),
    heading: "#".repeat(Math.min(1 + resource.path.length, 6)),
    about: headline(resource.docs),
    source: linked ? undefined : `src/resources/${file}.ts`,
    package: linked ? own.name : undefined,
    methods: resource.operations.flatMap((operation) => [
      {
        call: `${methodPath(variable, resource, operation.method)}(${argumentsText(operation)})`,
        result: resultText(operation),
        request: requestLine(operation),
        statuses: operation.documented.map(({ status }) => status).join(", "),
        about: [remark(operation) + headline(operation.docs), ...bodiesText(operation)]
          .filter((text) => text !== "")
          .join(" "),
      },
      ...(operation.upload === undefined ? [] : [uploadRow(variable, resource, operation, operation.upload)]),
    ]),
    types: linked ? [] : types.map(typeRow),
  };
}

function uploadRow(
  variable: string,
  resource: ResourceModel,
  operation: OperationModel,
  upload: UploadModel,
) {
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
