import type { ApiModel } from "../../api-model/api-model.ts";
import type { NamedType } from "../../api-model/type-model.ts";
import type { FeatureDifference } from "../../diff/index.ts";
import type { ModelExtension } from "../../model/index.ts";
import type { AddedExports, AddedModule, ManifestPart } from "../../partition/additions.ts";
import type { PackageModel } from "../../partition/package-model.ts";
import type { CallParts } from "../../printer/call-part.ts";
import type { ClientPart } from "../../printer/client-part.ts";
import type { GeneratedFile } from "../../printer/generated-file.ts";
import type { FeatureAbilities } from "../../printer/package-variables.ts";

/** A package that a feature writes next to those of the configuration. */
export interface AddedPackage {
  /** npm name, `@shop/mcp`. */
  readonly name: string;
  /** Folder below the output folder, `mcp`. */
  readonly folder: string;
  /** All of its files, with a `package.json`, which keeps its `version`. Their paths start with the folder. */
  emit(): readonly GeneratedFile[];
}

/**
 * An addition to packages, such as schemas for a validator. Built-in features and those of other packages use the same
 * interface. `readDocument` and `readOperation` are called for the document, `packages` and `compare` for the whole API, and all others once for
 * each package. All get the same model, and must not change it.
 *
 * @example
 * export function operationList(): Feature {
 *   return {
 *     name: "operation-list",
 *     modules: ({ kind }) => (kind === "resources" ? [{ name: "operations", exports: ["operations"] }] : []),
 *     emit: (pack) => [operationsFile(pack)],
 *   };
 * }
 */
export interface Feature extends ModelExtension {
  /** Its name in messages, `zod`. Unique in a configuration. */
  readonly name: string;
  /**
   * Problems that prevent it from working with a package. If there are any, nothing is written.
   *
   * @returns Sentences without a full stop, such as "two types have the schema name `orderSchema`".
   */
  check?(pack: PackageModel): readonly string[];
  /** The types of the model that only its modules declare. */
  types?(pack: PackageModel): readonly NamedType[];
  /** Its files. Their paths start with the folder of the package. */
  emit?(pack: PackageModel): readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;
  /** Its modules that programs import by their names, `@shop/sales/zod`. A name that is lost is a breaking change in `sdkgen diff`. */
  modules?(pack: PackageModel): readonly AddedModule[];
  /** Names that the index of the package exports. */
  exports?(pack: PackageModel): readonly AddedExports[];
  /** Additions to the class of the client of a package. */
  client?(pack: PackageModel): ClientPart | undefined | Promise<ClientPart | undefined>;
  /** Additions for operations to the classes and files of their resources. */
  calls?(pack: PackageModel): CallParts | undefined | Promise<CallParts | undefined>;
  /** Markdown texts about it: the sections that the templates have for features. */
  abilities?(pack: PackageModel): FeatureAbilities | Promise<FeatureAbilities>;
  /** Additions to `package.json`. */
  manifest?(pack: PackageModel): ManifestPart;
  /**
   * Its own packages, which are written, checked and released like the others.
   *
   * @param packages All packages of the configuration.
   */
  packages?(packages: readonly PackageModel[]): readonly AddedPackage[];
  /**
   * Differences between two versions of the API that matter to its users, for `sdkgen diff` and releases. Names that its modules lose are
   * found without it. They affect the packages to which the feature adds modules, exports or parts of the manifest.
   */
  compare?(before: ApiModel, after: ApiModel): readonly FeatureDifference[];
}
