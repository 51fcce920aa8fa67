import type { ApiModel, OperationModel, ResourceModel } from "../api-model/api-model.ts";
import { paramsTypes } from "../api-model/params-types.ts";
import { allResources, resourceName } from "../api-model/resource-tree.ts";
import { resultTypes } from "../api-model/responses.ts";
import type { TypeExpression } from "../api-model/type-model.ts";
import { groupBy } from "../groups.ts";
import { type FileNameStyle, fileNames } from "../names/words.ts";
import type { ResourcePackage } from "./package-model.ts";
import { typeNamesOf } from "./types-of.ts";

/** The convention for the names of resource files. */
export interface ResourceNames {
  /** The tag of each resource, as spelled in the document. */
  readonly labels: ReadonlyMap<string, string>;
  readonly fileNames: FileNameStyle | undefined;
}

const SEVERAL = Symbol("several resources");

/** The files of the selected client resources and of all resources in them. */
export function resourcesOf(
  model: ApiModel,
  wanted: readonly string[],
  { labels, fileNames: style }: ResourceNames,
): Pick<ResourcePackage, "resources" | "models"> {
  const isWanted = ({ name }: ResourceModel) =>
    wanted.includes(name) || wanted.includes(labels.get(name) ?? "");
  const tree = model.resources.filter(isWanted);
  const resources = allResources(tree);
  /** The only resource that uses each type, by its name. */
  const users = new Map<string, string | typeof SEVERAL>();
  for (const resource of resources) {
    const user = resourceName(resource);
    for (const name of typeNamesOf(model, resource.operations.flatMap(expressionsOf)))
      users.set(name, (users.get(name) ?? user) === user ? user : SEVERAL);
  }
  const types = groupBy(model.types, ({ name }) => users.get(name));
  const files = filesOf(tree, style);
  return {
    resources: resources.map((resource) => ({
      resource,
      file: files.get(resource) ?? "",
      types: types.get(resourceName(resource)) ?? [],
    })),
    models: types.get(SEVERAL) ?? [],
  };
}

/** The file of each resource, without extension. Nested resources are in a folder with the parent's name: `chat/completions`. */
function filesOf(
  tree: readonly ResourceModel[],
  style: FileNameStyle | undefined,
  folder = "",
): ReadonlyMap<ResourceModel, string> {
  const names = fileNames(
    tree.map(({ name }) => name),
    style,
  );
  return new Map(
    tree.flatMap((resource, index) => {
      const file = `${folder}${names[index]}`;
      return [[resource, file] as const, ...filesOf(resource.resources, style, `${file}/`)];
    }),
  );
}

function expressionsOf(operation: OperationModel): readonly TypeExpression[] {
  const properties = [
    ...operation.pathParameters,
    ...paramsTypes(operation).flatMap((params) => params.properties),
  ];
  const { response, call, errors } = operation;
  const items = call.kind === "streamed" ? [call.item] : [];
  const received = [...resultTypes(response), ...items, ...errors.map(({ type }) => type)];
  return [...properties.map(({ type }) => type), ...received];
}
