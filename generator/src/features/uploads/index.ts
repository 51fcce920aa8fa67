import type { Feature } from "../kit/feature.ts";
import { compareUploads } from "./compare.ts";

/** Methods that create a record, send its content and wait until it is complete. */
export const uploads: Feature = {
  name: "uploads",
  compare: compareUploads,
  calls: async () => {
    const { uploadDeclarations, uploadMethod } = await import("./call.ts");
    return {
      names: ({ upload }) => (upload === undefined ? [] : [upload.id]),
      part: (operation, resource, imports) => {
        const { upload } = operation;
        if (upload === undefined) return undefined;
        return {
          methods: [uploadMethod(resource, operation, upload, imports)],
          declarations: uploadDeclarations(operation, upload, imports),
        };
      },
    };
  },
};
