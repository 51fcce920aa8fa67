// Compiled, never run: what can be uploaded and what cannot, with only the types of the web platform.
import type { UploadContent } from "@copilot-sdk/runtime";
import { Shop } from "./client.js";

const { invoices } = new Shop();
const params = { path: "/a" };

declare const file: File;
declare const stream: ReadableStream;
declare const byteStream: ReadableStream<Uint8Array>;
declare const response: Response;
declare const request: Request;
declare const buffer: ArrayBuffer;
declare const shared: SharedArrayBuffer;
declare function generated(): AsyncGenerator<Uint8Array>;
declare function generatedAtOnce(): Generator<ArrayBuffer>;

export async function uploads(): Promise<void> {
  await invoices.upload(params, file);
  await invoices.upload(params, new Blob(["text"]));
  await invoices.upload(params, new Uint8Array(3));
  await invoices.upload(params, new Float64Array(3));
  await invoices.upload(params, new DataView(buffer));
  await invoices.upload(params, buffer);
  await invoices.upload(params, shared);
  await invoices.upload(params, { text: "text" });
  await invoices.upload(params, response);
  await invoices.upload(params, request);
  await invoices.upload(params, { stream, size: 3 });
  await invoices.upload(params, { stream: byteStream, size: 3, name: "a.txt", type: undefined });
  await invoices.upload(params, { stream: generated(), size: 3 });
  await invoices.upload(params, { stream: generatedAtOnce(), size: 3 });
  await invoices.upload(params, { stream: [new Uint8Array(3), buffer], size: 3 });
  await invoices.upload(params, { stream: () => stream, size: 3 });
  await invoices.upload(params, { stream: async () => file.stream(), size: file.size });
  await invoices.upload(params, file, {
    onProgress: ({ sent, total }) => void (sent / total).toFixed(),
    signal: new AbortController().signal,
  });
  const content: UploadContent = file;
  await invoices.upload(params, content);
}

export function misuse(): void {
  // @ts-expect-error A string may be a path or text.
  invoices.upload(params, "./big.bin");
  // @ts-expect-error A number is not content.
  invoices.upload(params, 42);
  // @ts-expect-error null is not content.
  invoices.upload(params, null);
  // @ts-expect-error A plain object is not content.
  invoices.upload(params, { path: "./big.bin" });
  // @ts-expect-error A stream requires its size.
  invoices.upload(params, stream);
  // @ts-expect-error A generator requires its size.
  invoices.upload(params, generated());
  // @ts-expect-error A stream without a size.
  invoices.upload(params, { stream });
  // @ts-expect-error A path is not a stream.
  invoices.upload(params, { stream: "./big.bin", size: 3 });
  // @ts-expect-error Bytes are no stream of bytes.
  invoices.upload(params, { stream: new Uint8Array(3), size: 3 });
  // @ts-expect-error A Promise is to be awaited.
  invoices.upload(params, Promise.resolve(file));
  // @ts-expect-error A size is a number.
  invoices.upload(params, { stream, size: 3n });
}
