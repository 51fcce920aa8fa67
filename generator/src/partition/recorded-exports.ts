import type { RecordedName } from "../names/record/names-record.ts";
import type { PackageModel } from "./package-model.ts";

/**
 * The names that packages export besides the model, by folder and role. Once recorded, no new type can take them, so they
 * do not change.
 */
export function recordedExports(packages: readonly PackageModel[]): ReadonlyMap<string, RecordedName> {
  return new Map(
    packages.flatMap((own) =>
      exportsOf(own).flatMap(([role, name]) =>
        name === undefined ? [] : [[`${own.folder} ${role}`, { name, wanted: name }] as const],
      ),
    ),
  );
}

function exportsOf(own: PackageModel): readonly (readonly [role: string, name: string | undefined])[] {
  switch (own.kind) {
    case "resources":
      return [
        ["client", own.client],
        ["options", own.clientOptions],
        ["events", own.events?.union],
      ];
    case "umbrella":
      return [
        ["client", own.client],
        ["options", own.clientOptions],
      ];
    case "webhooks":
      return [["events", own.union]];
  }
}
