/** A resource of any stage, with the resources that it contains. */
interface Nested<Own> {
  readonly resources: readonly Own[];
}

/** Every resource of a tree, each before those that it contains. */
export function allResources<Own extends Nested<Own>>(resources: readonly Own[]): readonly Own[] {
  return resources.flatMap((resource) => [resource, ...allResources(resource.resources)]);
}

/** The operations of every resource of a tree. */
export function allOperations<
  Own extends Nested<Own> & { readonly operations: readonly Operation[] },
  Operation,
>(resources: readonly Own[]): readonly Own["operations"][number][] {
  return allResources(resources).flatMap(({ operations }) => operations);
}

/** The name of a resource in messages, `chat.completions`. */
export function resourceName({ path }: { readonly path: readonly string[] }): string {
  return path.join(".");
}
