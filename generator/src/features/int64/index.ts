import { Int64Finder } from "../../api-model/int64-places.ts";
import { INT64_EXPORTS } from "../../names/runtime-symbols.ts";
import type { PackageModel } from "../../partition/package-model.ts";
import { placesName } from "../../printer/int64-text.ts";
import type { Feature } from "../kit/feature.ts";
import { rootsOf } from "./roots.ts";

/** The locations of 64-bit integers in types, if the configuration makes them exact. */
export const int64: Feature = {
  name: "int64",
  modules: (pack) =>
    hasInt64(pack) ? [{ name: "int64", exports: [...constantsOf(pack), ...INT64_EXPORTS] }] : [],
  emit: async (pack) => {
    if (!hasInt64(pack)) return [];
    const { emitInt64 } = await import("./places.ts");
    return emitInt64(pack);
  },
};

type OwnTypes = Exclude<PackageModel, { readonly kind: "umbrella" }>;

function hasInt64(pack: PackageModel): pack is OwnTypes {
  return pack.kind !== "umbrella" && pack.api.int64 !== undefined;
}

function constantsOf(pack: OwnTypes): readonly string[] {
  return new Int64Finder(pack.api.types).typesFrom(rootsOf(pack)).map(([name]) => placesName(name));
}
