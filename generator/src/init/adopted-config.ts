import type { ApiModel, ResourceModel } from "../api-model/index.ts";
import type { ResolvedConfig, ResourceTree, SdkConfig } from "../config/index.ts";

/** The keys that are copied from the configuration of another generator. */
const ADOPTED = [
  "names",
  "onlyResources",
  "pagination",
  "queryFormat",
  "servers",
  "authentication",
  "security",
  "credentials",
  "variables",
  "environment",
  "maxRetries",
  "manifest",
] as const satisfies readonly (keyof SdkConfig)[];

/**
 * The configuration of another generator, converted into ours. Its resources are all calls of the model, so they contain no endpoint
 * that is missing in the document.
 *
 * @param model The model that was built with it.
 */
export function adoptedConfig(config: ResolvedConfig, model: ApiModel): Partial<SdkConfig> {
  const known = ADOPTED.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]] as const]));
  return { ...Object.fromEntries(known), resources: treeOf(model.resources) };
}

function treeOf(resources: readonly ResourceModel[]): ResourceTree {
  return Object.fromEntries(
    resources.map(({ name, operations, resources: inner }) => [
      name,
      {
        ...Object.fromEntries(
          operations.map(({ method, httpMethod, path }) => [
            method,
            `${httpMethod.toLowerCase()} ${path.replaceAll("{+", "{")}`,
          ]),
        ),
        ...treeOf(inner),
      },
    ]),
  );
}
