import type { PackageModel, ResourcePackage } from "../partition/index.ts";
import type { Outcome } from "./outcome.ts";

/** Whether there is nothing in the packages that a program could call or receive. */
export function areEmpty(packages: readonly PackageModel[]): boolean {
  return packages.every(
    (pack) =>
      pack.kind === "umbrella" ||
      (pack.kind === "webhooks" ? pack.webhooks.length === 0 : !hasCalls(pack) && pack.events === undefined),
  );
}

function hasCalls({ resources }: ResourcePackage): boolean {
  return resources.some(({ resource }) => resource.operations.length > 0);
}

/** Adds to the outcome of a run that its packages are empty, if they are. */
export function withEmptiness(
  outcome: Outcome,
  { packages }: { readonly packages: readonly PackageModel[] },
): Outcome {
  if (!areEmpty(packages)) return outcome;
  const line =
    "The client has no methods: the document has no operations in `paths` and no events in `webhooks`.";
  return { ...outcome, summary: `${outcome.summary}, 0 operations`, lines: [...(outcome.lines ?? []), line] };
}
