import type { Feature } from "../kit/feature.ts";

/** Where responses contain enums and unions, for programs that watch for values that are newer than the package. */
export const unknownValues: Feature = {
  name: "unknown-values",
  modules: () => [{ name: "shapes", exports: ["shapes"] }],
  emit: async (pack) => {
    const { emitShapes } = await import("./shapes.ts");
    return emitShapes(pack);
  },
};
