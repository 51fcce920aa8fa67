import type { Feature } from "../kit/feature.ts";
import { compareUploads } from "./compare.ts";
import { readUpload } from "./read.ts";
import { isUpload, UPLOADS, uploadOf } from "./upload.ts";

/** Methods that create a record, send its content and wait until it is complete. */
export const uploads: Feature = {
  name: UPLOADS,
  readOperation: readUpload,
  compare: compareUploads,
  calls: async () => {
    const [{ uploadDeclarations, uploadMethod }, { uploadCode }] = await Promise.all([
      import("./call.ts"),
      import("./examples.ts"),
    ]);
    return {
      names: (operation) => [uploadOf(operation)?.id ?? []].flat(),
      part: (operation, resource, imports) => {
        const upload = uploadOf(operation);
        if (upload === undefined) return undefined;
        return {
          methods: [uploadMethod(resource, operation, upload, imports)],
          declarations: uploadDeclarations(operation, upload, imports),
        };
      },
      sample: (method, shown, variable) =>
        isUpload(method) ? uploadCode(variable, shown, method) : undefined,
    };
  },
  abilities: async (pack) => {
    if (pack.kind === "webhooks") return {};
    const { fileExample } = await import("./examples.ts");
    return { uploads: fileExample(pack) };
  },
};
