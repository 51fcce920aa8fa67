// A separate process with the built package: uploads a large file in one way, and prints its memory growth in bytes.
import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { ApiClient, multipartBody, operation, uploadOperation } from "@copilot-sdk/runtime";
// Node runs this file without a build step.
import { peakMemoryOf } from "./peak-memory.ts";

const [, , url = "", path = "", way = ""] = process.argv;
const { size } = await stat(path);
const client = new ApiClient({ name: "Store", environment: "STORE", baseURL: url });
const createFile = operation<object, unknown>({
  id: "createFile",
  method: "POST",
  path: "/v1/files",
  body: "json",
});
const uploadFile = uploadOperation<object, unknown>({
  create: createFile,
  url: "uploadUrl",
  method: "PUT",
  contentType: "application/octet-stream",
});

const ways: Readonly<Record<string, () => Promise<unknown>>> = {
  "a generated stream": () => client.transport.upload(uploadFile, {}, { stream: generated(), size }),
  "the Blob of fs.openAsBlob": async () => client.transport.upload(uploadFile, {}, await openAsBlob(path)),
  "a file in a multipart body": async () => {
    const { id } = (await client.request(createFile, {})) as { readonly id: string };
    const send = operation<object, void>(
      { id: "send", method: "PUT", path: `/storage/${id}`, body: "multipart", response: "empty" },
      { body: multipartBody },
    );
    await client.request(send, { file: await openAsBlob(path) });
  },
};

function* generated(): Generator<Uint8Array> {
  for (let left = size; left > 0; left -= 65_536) yield new Uint8Array(Math.min(left, 65_536));
}

await client.transport.upload(uploadFile, {}, { text: "a first upload, so that all code is loaded" });
console.log(await peakMemoryOf(async () => ways[way]?.()));
