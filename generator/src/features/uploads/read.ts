import { sortedMap } from "../../api-model/order.ts";
import type { ReadableOperation, ReadMethod } from "../../model/index.ts";
import { camelName, memberName, singular } from "../../names/words.ts";
import type { UploadData } from "./upload.ts";

/** Reads the upload of an operation from its `x-upload`. */
export function readUpload({ value, tag }: ReadableOperation): readonly ReadMethod[] {
  const upload = value["x-upload"];
  if (upload === undefined) return [];
  const { ready, fixed = {}, contentType = "application/octet-stream" } = upload;
  const data: UploadData = {
    fixed: sortedMap(fixed),
    url: upload.url,
    contentType,
    ...(ready !== undefined && {
      ready: {
        operation: camelName(ready.operation),
        parameters: sortedMap(ready.parameters ?? {}),
        property: ready.property,
        value: ready.value,
      },
    }),
  };
  return [
    {
      extension: "x-upload",
      id: camelName(`${upload.name} ${singular(tag)}`),
      method: memberName(upload.name),
      docs: {
        summary:
          upload.summary ??
          "Uploads content in one call: creates the resource, sends the bytes, and waits until the upload is complete.",
      },
      fixed: Object.keys(fixed),
      arguments: ["content"],
      nextMethod: (upload.method ?? "PUT").toUpperCase(),
      data,
    },
  ];
}
