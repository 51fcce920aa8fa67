// Compiled, never run: content that Node programs upload.
import { createReadStream, openAsBlob } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { PassThrough, Readable } from "node:stream";
import type { ReadableStream as NodeWebStream } from "node:stream/web";
import { Shop } from "../client.js";

const { invoices } = new Shop();
const params = { path: "/a" };

export async function uploads(incoming: IncomingMessage, web: NodeWebStream): Promise<void> {
  const { size } = await stat("big.bin");
  await invoices.upload(params, Buffer.from("text"));
  await invoices.upload(params, await openAsBlob("big.bin"));
  await invoices.upload(params, { stream: createReadStream("big.bin"), size });
  await invoices.upload(params, { stream: () => createReadStream("big.bin"), size });
  await invoices.upload(params, { stream: async () => (await open("big.bin")).createReadStream(), size });
  await invoices.upload(params, { stream: Readable.from([Buffer.alloc(3)]), size: 3 });
  await invoices.upload(params, { stream: new PassThrough(), size: 3 });
  await invoices.upload(params, { stream: Readable.toWeb(createReadStream("big.bin")), size });
  await invoices.upload(params, { stream: web, size });
  await invoices.upload(params, { stream: incoming, size: Number(incoming.headers["content-length"]) });
}

export function misuse(): void {
  // @ts-expect-error A stream needs its size.
  invoices.upload(params, createReadStream("big.bin"));
  // @ts-expect-error A Promise is to be awaited.
  invoices.upload(params, openAsBlob("big.bin"));
}
