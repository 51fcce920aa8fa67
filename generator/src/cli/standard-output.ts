import { fstatSync, writeSync } from "node:fs";
import { printable } from "../printable.ts";
import { messageOf } from "./internal-error.ts";
import type { Output } from "./terminal.ts";

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const;

type Name = keyof typeof DESCRIPTORS;

/**
 * Standard output or standard error, on which control characters are escaped. A reader that closes the pipe early, such as `head`, is not an error. Of any other failure, such as a
 * full disk, standard error tells once, and the exit code of the process is 1.
 */
export function standardOutput(name: Name): Output {
  return mayBeTerminal(DESCRIPTORS[name]) ? new StreamOutput(streamOf(name)) : new FileOutput(name);
}

function mayBeTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}

/** A terminal or another device. */
class StreamOutput implements Output {
  readonly stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream;
  }

  get isTTY(): boolean {
    return this.stream.isTTY;
  }

  get columns(): number {
    return this.stream.columns;
  }

  write(text: string): void {
    this.stream.write(printable(text));
  }

  writeStyled(text: string): void {
    this.stream.write(printable(text, this.isTTY));
  }
}

/** A file or a pipe. It is written to directly, because the streams of Node take longer to create than a short command takes. */
class FileOutput implements Output {
  readonly #name: Name;
  /** Takes over when a pipe is full and does not block (EAGAIN). */
  #stream: NodeJS.WriteStream | undefined;

  constructor(name: Name) {
    this.#name = name;
  }

  write(text: string): void {
    if (failed.has(this.#name)) return;
    const shown = printable(text);
    if (this.#stream !== undefined) {
      this.#stream.write(shown);
      return;
    }
    const bytes = Buffer.from(shown);
    for (let start = 0; start < bytes.byteLength; ) {
      try {
        start += writeSync(DESCRIPTORS[this.#name], bytes, start);
      } catch (error) {
        if (codeOf(error) === "EAGAIN") {
          this.#stream = streamOf(this.#name);
          this.#stream.write(bytes.subarray(start));
        } else fail(this.#name, error);
        return;
      }
    }
  }
}

function streamOf(name: Name): NodeJS.WriteStream {
  const stream = process[name];
  stream.on("error", (error) => fail(name, error));
  return stream;
}

/** The outputs that cannot be written. */
const failed = new Set<Name>();

function fail(name: Name, error: unknown): void {
  if (codeOf(error) === "EPIPE" || failed.has(name)) return;
  failed.add(name);
  process.exitCode = 1;
  const output = name === "stdout" ? "standard output" : "standard error";
  try {
    writeSync(DESCRIPTORS.stderr, `${output} cannot be written: ${printable(messageOf(error))}\n`);
  } catch {
    // Standard error failed itself, so nothing can be reported.
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
