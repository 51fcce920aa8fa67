import type { OperationModel } from "../api-model/api-model.ts";
import type { Documentation, NamedType } from "../api-model/type-model.ts";
import {
  type ClientPackage,
  documentedErrors,
  type FieldFacts,
  type MethodFacts,
  methodFacts,
  type ReferenceSection,
  referenceSections,
  sharedTypes,
} from "../guides/index.ts";
import type { CallbackOf, PackageModel } from "../partition/package-model.ts";
import { clientVariable } from "../printer/call-text.ts";
import { headline } from "../printer/comments.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import type { PackageExtras } from "../printer/package-extras.ts";
import type { TemplateValues } from "../printer/template-variables.ts";

/** `api.md`: all methods with their parameters, results and requests, and all types. */
export function emitApiReference(
  model: PackageModel,
  { abilities: { events } = {} }: PackageExtras,
): readonly TemplateFile[] {
  const own = model.kind === "webhooks" ? eventData(model) : clientData(model);
  const data: TemplateValues<"api"> = {
    name: model.name,
    ...own,
    receives: own.union !== undefined && events !== undefined,
    hasTypes: own.types.length > 0,
  };
  return [{ kind: "template", path: `${model.folder}/api.md`, template: "api.md", data }];
}

function eventData({ types, union }: Extract<PackageModel, { readonly kind: "webhooks" }>) {
  return {
    union,
    common: "",
    callbacks: [],
    sections: [],
    types: types.map(typeRow),
  };
}

function clientData(model: ClientPackage) {
  const packages = model.kind === "umbrella" ? model.packages : [model];
  const common = commonErrors(
    packages.flatMap(({ resources }) => resources.flatMap(({ resource }) => resource.operations)),
  );
  const events = model.kind === "resources" ? model.events : undefined;
  const isLinked = model.kind === "umbrella";
  return {
    union: events?.union,
    common: common.join(", "),
    callbacks: packages.flatMap((own) => own.callbacks?.callbacks ?? []).map(callbackRow),
    sections: referenceSections(model).map((section) =>
      sectionData(section, { variable: clientVariable(model.client), common, isLinked }),
    ),
    types: (model.kind === "umbrella" ? [] : sharedTypes(model)).map(typeRow),
  };
}

function callbackRow({ operation, callback: { typeName, httpMethod, url } }: CallbackOf) {
  return { type: typeName, request: `${httpMethod} ${url}`, operation };
}

/** Properties shared by the methods of a file. */
interface Frame {
  readonly variable: string;
  readonly common: readonly string[];
  /** True if the sections belong to other packages. */
  readonly isLinked: boolean;
}

function sectionData({ title, level, resource, pack, file, types, methods }: ReferenceSection, frame: Frame) {
  return {
    title,
    heading: "#".repeat(level),
    methodHeading: "#".repeat(level + 1),
    about: headline(resource.docs),
    source: frame.isLinked ? undefined : `src/resources/${file}.ts`,
    package: frame.isLinked ? pack.name : undefined,
    methods: methods.map((method) => methodRow(methodFacts(method, resource.path, frame.variable), frame)),
    types: frame.isLinked ? [] : types.map(typeRow),
  };
}

function methodRow(method: MethodFacts, { common }: Pick<Frame, "common">) {
  const { title, call, result, httpMethod, path, contentMethod, docs, bodies, fields, errors } = method;
  return {
    title,
    call,
    result,
    request: `${httpMethod} ${path}${contentMethod === undefined ? "" : `, then ${contentMethod}`}`,
    about: [remark(docs) + headline(docs), ...bodies].filter((text) => text !== "").join(" "),
    errors: errorsText(errors, common),
    parameters: fields.map(parameterRow),
  };
}

function parameterRow({ name, type, isRequired, docs }: FieldFacts) {
  const about = remark(docs) + headline(docs);
  const sentences = [about, ...(docs.facts ?? [])].filter((text) => text !== "");
  return {
    name,
    type: brief(type),
    isRequired,
    about: sentences.map((text) => (/[.!?:]$/.test(text) ? text : `${text}.`)).join(" "),
  };
}

/** Longer types are cut: the declaration of the parameters has the whole type. */
const LONGEST_TYPE = 60;

function brief(type: string): string {
  if (type.length <= LONGEST_TYPE) return type;
  const start = type.slice(0, LONGEST_TYPE - 2);
  const end = start.lastIndexOf(" | ");
  return end === -1 ? `${start} …` : `${start.slice(0, end)} | …`;
}

/** The errors that at least three of four operations document. They are written once, and each method lists its differences. */
function commonErrors(operations: readonly OperationModel[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const status of operations.flatMap(documentedErrors))
    counts.set(status, (counts.get(status) ?? 0) + 1);
  const isCommon = (count: number) => operations.length > 1 && count >= operations.length * 0.75;
  return [...counts]
    .filter(([, count]) => isCommon(count))
    .map(([status]) => status)
    .sort();
}

/** `also 404`, or `not 500`, compared with the common errors. */
function errorsText(own: readonly string[], common: readonly string[]): string {
  const more = own.filter((status) => !common.includes(status));
  const fewer = common.filter((status) => !own.includes(status));
  if (own.length === 0) return common.length === 0 ? "" : "none documented";
  return [
    ...(more.length === 0 ? [] : [`${common.length === 0 ? "" : "also "}${more.join(", ")}`]),
    ...(fewer.length === 0 ? [] : [`not ${fewer.join(", ")}`]),
  ].join("; ");
}

function remark({ deprecated, preview }: Documentation): string {
  return deprecated !== undefined ? "Deprecated. " : preview !== undefined ? "Preview. " : "";
}

/** Further enum values are only counted. */
const MOST_VALUES = 12;

function typeRow(type: NamedType) {
  return { name: type.name, kind: kindText(type), about: headline(type.docs) };
}

function kindText(type: NamedType): string {
  if (type.kind !== "enum") return type.kind;
  const values = type.values.slice(0, MOST_VALUES).map(({ value }) => `\`${JSON.stringify(value)}\``);
  const more = type.values.length - values.length;
  return `open enum of ${values.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
