import { createHash } from "node:crypto";

/** A short hash of a file's content. Line endings do not matter, because git may convert them. */
export function hashOf(content: Uint8Array | string): string {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  // As Latin-1, every byte is a character and stays as it is.
  const text = withLineFeeds(Buffer.from(bytes).toString("latin1"));
  return createHash("sha256").update(text, "latin1").digest("hex").slice(0, 16);
}

/** The text with line feeds instead of carriage returns with line feeds. */
export function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
