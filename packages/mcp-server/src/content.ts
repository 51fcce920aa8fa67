/** The largest file that a call can send, in bytes. */
export const LARGEST_CONTENT = 5 * 1024 * 1024;

/** What the reader of an input says about the content of a file. */
export interface Content {
  readonly content?: File;
  /** The end of a sentence. */
  readonly problem?: string;
}

/**
 * The content of a file that an assistant sends: `{ text }` or `{ base64 }`, with `name` and `type`. There is no path, because a server that
 * reads files for an assistant could send any file of the machine to the API.
 */
export function contentOf(value: unknown): Content {
  const { text, base64, name = "file", type = "" } = Object(value) as { readonly [name: string]: unknown };
  if ((typeof text === "string") === (typeof base64 === "string"))
    return {
      problem: "must be a file: an object with either `text` or `base64`, and optionally `name` and `type`.",
    };
  if (typeof name !== "string" || typeof type !== "string")
    return { problem: "must have strings as `name` and `type`." };
  if (typeof base64 === "string" && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64))
    return { problem: "must have valid Base64 as `base64`." };
  const bytes = typeof text === "string" ? Buffer.from(text) : Buffer.from(String(base64), "base64");
  if (bytes.length > LARGEST_CONTENT)
    return { problem: `must have at most ${LARGEST_CONTENT} bytes, not ${bytes.length}.` };
  return { content: new File([bytes], name, { type }) };
}
