import type { OutputFile } from "./output-file.ts";

/** A short hash of a file's content. Line endings do not matter, because git may convert them. */
export function hashOf(content: Buffer | string): string {
  // As Latin-1, every byte is a character and stays as it is.
  const bytes =
    typeof content === "string"
      ? withLineFeeds(content)
      : content.includes("\r\n")
        ? Buffer.from(withLineFeeds(content.toString("latin1")), "latin1")
        : content;
  return digestOf(bytes).slice(0, 16);
}

/**
 * The SHA-256 hash of a content, in hexadecimal. `node:crypto` is loaded with the first one, which takes as long as a run that has nothing
 * to do.
 */
export function digestOf(content: Uint8Array | string): string {
  return process.getBuiltinModule("node:crypto").hash("sha256", content, "hex");
}

const hashes = new WeakMap<OutputFile, string>();

/** The hash of the text of a generated file. Repeated runs generate many files only once. */
export function hashOfFile(file: OutputFile): string {
  const hash = hashes.get(file) ?? hashOf(file.text);
  hashes.set(file, hash);
  return hash;
}

/** The text with line feeds instead of carriage returns with line feeds. */
export function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}
