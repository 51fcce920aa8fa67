import type { Feature } from "../kit/feature.ts";

/** The locations of enums and unions in responses, for programs that watch for values newer than the package. */
export const unknownValues: Feature = {
  name: "unknown-values",
  modules: () => [{ name: "shapes", exports: ["shapes"] }],
  emit: async (pack) => {
    const { emitShapes } = await import("./shapes.ts");
    return emitShapes(pack);
  },
};
