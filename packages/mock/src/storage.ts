import type { PlainRequest } from "./prism.js";
import { messageResponse, type PlainResponse } from "./server.js";

/** The path below which contents are stored. */
const PATH = "/_mock/storage/";

/** An upload that the storage expects. */
export interface Upload {
  /** The method that the content must be sent with, in upper case. */
  readonly method: string;
  /** Is called when the content is complete. @returns Whether the record that it belongs to still exists. */
  complete(place: { readonly url: string; readonly size: number }): boolean;
}

/** The storage that uploads go to. As that of most APIs, it needs no key and requires the length of the content in advance. */
export class Storage {
  /** The URL of the mock server. */
  address = "";
  readonly #places = new Map<string, { readonly upload: Upload; content?: PlainResponse }>();

  /** Makes a place for a content. @returns The URL that the content is to be sent to. */
  open(upload: Upload): string {
    const path = `${PATH}${this.#places.size + 1}`;
    this.#places.set(path, { upload });
    return this.address + path;
  }

  /** Whether a request is for the storage. */
  has({ pathname }: URL): boolean {
    return pathname.startsWith(PATH);
  }

  /** Stores a content, or returns one that was stored. */
  respond({ method, url, headers, body }: PlainRequest): PlainResponse {
    const place = this.#places.get(url.pathname);
    if (place === undefined) return messageResponse(404, "there is no upload with this URL");
    if (method === "GET") return place.content ?? messageResponse(404, "the content has not been sent yet");
    const { upload } = place;
    if (method !== upload.method) return messageResponse(405, `send the content with ${upload.method}`);
    if (headers["content-length"] === undefined) return messageResponse(411, "send a Content-Length");
    if (!upload.complete({ url: this.address + url.pathname, size: body.length })) {
      return messageResponse(404, "what the content belongs to was deleted");
    }
    const type = headers["content-type"] ?? "application/octet-stream";
    place.content = { status: 200, headers: { "content-type": type }, body };
    return { status: 200, headers: {}, body: "" };
  }

  /** Forgets every content. */
  reset(): void {
    this.#places.clear();
  }
}
