import { createHash } from "node:crypto";

/** A short hash of a file's content. Line endings do not matter, because git may convert them. */
export function hashOf(content: Uint8Array | string): string {
  const hash = createHash("sha256");
  if (typeof content === "string") hash.update(withLineFeeds(content));
  else
    hash.update(withoutCarriageReturns(Buffer.from(content.buffer, content.byteOffset, content.byteLength)));
  return hash.digest("hex").slice(0, 16);
}

/** As Latin-1, every byte is a character and stays as it is. */
function withoutCarriageReturns(bytes: Buffer): Buffer {
  return bytes.includes("\r\n") ? Buffer.from(withLineFeeds(bytes.toString("latin1")), "latin1") : bytes;
}

/** The text with line feeds instead of carriage returns with line feeds. */
export function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
