/** The SHA-256 hash of a content, in hexadecimal. `node:crypto` is loaded when the first one is computed, which takes as long as a short command. */
export function digestOf(content: Uint8Array | string): string {
  return process.getBuiltinModule("node:crypto").hash("sha256", content, "hex");
}
