import { sortedMap } from "../../api-model/order.ts";
import { camelName, memberName, pascalName, singular } from "../../names/words.ts";
import type { ModelContext } from "../context/context.ts";
import type { RawParams, RawUpload } from "./raw-model.ts";
import type { WrittenOperation } from "./written-operation.ts";

/**
 * Builds the upload method of an operation from its `x-upload`.
 *
 * @param selector The parameter that names the media type of the body. An upload sends the usual one.
 */
export function buildUpload(
  context: ModelContext,
  operation: WrittenOperation,
  params: RawParams | undefined,
  selector: string | undefined,
): RawUpload | undefined {
  const upload = operation.value["x-upload"];
  if (upload === undefined) return undefined;
  const pointer = [...operation.pointer, "x-upload"];
  const { ready, contentType = "application/octet-stream" } = upload;
  const id = context.claim("operation", camelName(`${upload.name} ${singular(operation.tag)}`), pointer);
  const fixed = upload.fixed ?? {};
  const properties = params?.properties.filter(
    ({ name }) => !Object.hasOwn(fixed, name) && name !== selector,
  );
  return {
    id,
    method: memberName(upload.name),
    docs: {
      summary:
        upload.summary ??
        "Uploads content in one call: creates the resource, sends the bytes, and waits until the upload is complete.",
    },
    ...(params !== undefined &&
      properties !== undefined && {
        params: {
          ...params,
          name: context.claimDerived(`${pascalName(id)}Params`, "Object", [...pointer, "params"]),
          properties,
        },
      }),
    fixed: sortedMap(fixed),
    url: upload.url,
    httpMethod: (upload.method ?? "PUT").toUpperCase(),
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
}
