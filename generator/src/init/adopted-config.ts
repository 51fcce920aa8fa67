import type { ApiModel, ResourceModel } from "../api-model/index.ts";
import type { ResolvedConfig, ResourceTree, SdkConfig } from "../config/index.ts";

/** The keys of a configuration of another generator that the new one takes over. */
const ADOPTED = [
  "names",
  "onlyResources",
  "pagination",
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
 * The configuration of another generator, converted to this one's. Its resources are all calls of the model, so they have no endpoint
 * that the document does not contain.
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
