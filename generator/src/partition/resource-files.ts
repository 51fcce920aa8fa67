import type { ApiModel, OperationModel, ResourceModel } from "../api-model/api-model.ts";
import { paramsTypes } from "../api-model/params-types.ts";
import { allResources, resourceName } from "../api-model/resource-tree.ts";
import type { NamedType, TypeExpression } from "../api-model/type-model.ts";
import { type FileNameStyle, fileNames } from "../names/words.ts";
import type { ResourcePackage } from "./package-model.ts";
import { typesOf } from "./types-of.ts";

/** What the files of resources are named by. */
export interface ResourceNames {
  /** The tag of each resource, as the document spells it. */
  readonly labels: ReadonlyMap<string, string>;
  readonly fileNames: FileNameStyle | undefined;
}

/** The files of the wanted resources of the client and of all resources in them. */
export function resourcesOf(
  model: ApiModel,
  wanted: readonly string[],
  { labels, fileNames: style }: ResourceNames,
): Pick<ResourcePackage, "resources" | "models"> {
  const isWanted = ({ name }: ResourceModel) =>
    wanted.includes(name) || wanted.includes(labels.get(name) ?? "");
  const tree = model.resources.filter(isWanted);
  const resources = allResources(tree);
  const users = new Map<string, Set<string>>();
  for (const resource of resources) {
    for (const type of typesOf(model, resource.operations.flatMap(expressionsOf))) {
      users.set(type.name, (users.get(type.name) ?? new Set()).add(resourceName(resource)));
    }
  }
  /** The types that only one resource uses, by its name. */
  const ownTypes = new Map<string, NamedType[]>(resources.map((resource) => [resourceName(resource), []]));
  for (const type of model.types) {
    const [only, ...others] = users.get(type.name) ?? [];
    if (only !== undefined && others.length === 0) ownTypes.get(only)?.push(type);
  }
  const files = filesOf(tree, style);
  return {
    resources: resources.map((resource) => ({
      resource,
      file: files.get(resource) ?? "",
      types: ownTypes.get(resourceName(resource)) ?? [],
    })),
    models: model.types.filter((type) => (users.get(type.name)?.size ?? 0) > 1),
  };
}

/** The file of each resource, without extension. Those in a resource are in a folder of its name: `chat/completions`. */
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
  const received = [response.type, ...items, ...errors.map(({ type }) => type)];
  return [...properties.map(({ type }) => type), ...received];
}
