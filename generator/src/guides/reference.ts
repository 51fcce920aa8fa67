import type { AddedMethod } from "../api-model/added.ts";
import type { OperationModel, ResourceModel } from "../api-model/api-model.ts";
import { resourceName } from "../api-model/resource-tree.ts";
import type { NamedType } from "../api-model/type-model.ts";
import type { ResourcePackage } from "../partition/package-model.ts";
import { Anchors } from "./anchors.ts";
import type { ClientPackage } from "./shown-calls.ts";

/** A resource in `api.md`. */
export interface ReferenceSection {
  readonly title: string;
  readonly anchor: string;
  /** The number of `#`. */
  readonly level: number;
  readonly resource: ResourceModel;
  readonly pack: ResourcePackage;
  /** Its file in `src/resources`, without extension. */
  readonly file: string;
  readonly types: readonly NamedType[];
  readonly methods: readonly ReferenceMethod[];
}

/** A method in `api.md`. */
export interface ReferenceMethod {
  readonly title: string;
  readonly anchor: string;
  readonly operation: OperationModel;
  /** Present if it is not the method of the operation, but one that a feature adds for it. */
  readonly added?: AddedMethod;
}

/** The sections of `api.md` with their anchors. Other files link to them. */
export function referenceSections(model: ClientPackage): readonly ReferenceSection[] {
  const anchors = new Anchors();
  anchors.next(`API of ${model.name}`);
  const packages = model.kind === "umbrella" ? model.packages : [model];
  return packages
    .flatMap((pack) => pack.resources.map((own) => ({ ...own, pack, title: resourceName(own.resource) })))
    .sort((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ title, resource, ...rest }) => ({
      ...rest,
      title,
      resource,
      anchor: anchors.next(title),
      level: Math.min(1 + resource.path.length, 5),
      methods: methodsOf(resource).map((method) => ({ ...method, anchor: anchors.next(method.title) })),
    }));
}

/** The types of a package that belong to no resource alone. */
export function sharedTypes({ models, callbacks, events }: ResourcePackage): readonly NamedType[] {
  return [...models, ...(callbacks?.types ?? []), ...(events?.types ?? [])];
}

function methodsOf(resource: ResourceModel): readonly Omit<ReferenceMethod, "anchor">[] {
  const titleOf = (method: string) => `${resourceName(resource)}.${method}`;
  return resource.operations.flatMap((operation) => [
    { title: titleOf(operation.method), operation },
    ...(operation.added ?? []).map((added) => ({ title: titleOf(added.method), operation, added })),
  ]);
}
