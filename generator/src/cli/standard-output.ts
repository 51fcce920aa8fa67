import { fstatSync, writeSync } from "node:fs";
import type { Output } from "./terminal.ts";

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const;

type Name = keyof typeof DESCRIPTORS;

/** Standard output or standard error. A reader that closes the pipe early, such as `head`, is not an error. */
export function standardOutput(name: Name): Output {
  return mayBeTerminal(DESCRIPTORS[name]) ? streamOf(name) : new FileOutput(name);
}

function mayBeTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}

/** A file or a pipe. It is written to directly, because the streams of Node take longer to create than a short command takes. */
class FileOutput implements Output {
  readonly #name: Name;
  /** For a pipe that does not wait for a slow reader. */
  #stream: NodeJS.WriteStream | undefined;

  constructor(name: Name) {
    this.#name = name;
  }

  write(text: string): void {
    if (this.#stream !== undefined) {
      this.#stream.write(text);
      return;
    }
    const bytes = Buffer.from(text);
    for (let start = 0; start < bytes.byteLength; ) {
      try {
        start += writeSync(DESCRIPTORS[this.#name], bytes, start);
      } catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : undefined;
        if (code === "EPIPE") return;
        if (code !== "EAGAIN") throw error;
        this.#stream = streamOf(this.#name);
        this.#stream.write(bytes.subarray(start));
        return;
      }
    }
  }
}

function streamOf(name: Name): NodeJS.WriteStream {
  const stream = process[name];
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return stream;
}
