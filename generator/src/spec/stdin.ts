import { resolve } from "node:path";
import { LargeFileError, MAXIMUM_BYTES, type SpecFiles } from "./files.ts";

/** The name of the standard input in the list of documents. */
export const STDIN = "-";

/** The path that stands for the standard input, so that its references are relative to the folder. */
export function stdinPath(directory: string): string {
  return resolve(directory, "<stdin>");
}

/** Files, with the standard input at {@link stdinPath}. It is read once. */
export function withStdin(files: SpecFiles, directory: string, input: AsyncIterable<Uint8Array>): SpecFiles {
  const path = stdinPath(directory);
  let bytes: Promise<Uint8Array> | undefined;
  return {
    ...files,
    read: (address) => {
      if (address !== path) return files.read(address);
      bytes ??= readAll(input);
      return bytes;
    },
    display: (address) => (address === path ? "<stdin>" : files.display(address)),
  };
}

async function readAll(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.byteLength;
    if (size > MAXIMUM_BYTES) throw new LargeFileError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
