import { type LoadConfigOptions, loadConfig } from "./config/index.ts";
import { callParts } from "./features/index.ts";
import { planPackages } from "./generate.ts";
import { type PackageReference, packageReference } from "./guides/index.ts";
import { withoutErrors } from "./problems.ts";

export type {
  EventEntry,
  FieldFacts,
  MethodEntry,
  MethodFacts,
  PackageReference,
  ReferencePage,
  TypeFacts,
} from "./guides/index.ts";

/** Options of `buildReference`: where the configuration or the document is. */
export interface ReferenceInput extends Omit<LoadConfigOptions, "cwd"> {
  /** The folder that paths are relative to. Default: the current one. */
  readonly cwd?: string;
}

/** The reference of an API, for documentation tools. */
export interface Reference {
  /** The title of the API. */
  readonly title: string;
  /** The version of the API. */
  readonly version: string;
  /** The package with all resources if there is one, or else each package with a client. */
  readonly packages: readonly PackageReference[];
}

/**
 * Describes the packages that `generate` would write: each method with its parameters, its result, its errors and a sample, and all types.
 * Nothing is written.
 *
 * @throws {DiagnosticError} if the configuration or the document has errors.
 * @example
 * const { title, packages } = await buildReference({ specFiles: ["openapi.yaml"], name: "@acme/shop" });
 * for (const { pages } of packages)
 *   for (const { methods } of pages)
 *     for (const { call, sample } of methods) console.log(title, call, sample);
 */
export async function buildReference({
  cwd = process.cwd(),
  ...options
}: ReferenceInput = {}): Promise<Reference> {
  const config = await loadConfig({ ...options, cwd });
  const { built, packages, placed, features } = await planPackages({ config });
  withoutErrors([...(config.diagnostics ?? []), ...placed], config);
  const clients = packages.filter((own) => own.kind !== "webhooks");
  const whole = clients.filter(({ kind }) => kind === "umbrella");
  return {
    title: built.model.title,
    version: built.model.version,
    packages: await Promise.all(
      (whole.length > 0 ? whole : clients).map(async (own) =>
        packageReference(own, packages, await callParts(own, features)),
      ),
    ),
  };
}
