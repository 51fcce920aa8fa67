/** The largest file that an assistant gets, in bytes. */
export const LARGEST_FILE = 512 * 1024;

/** A file that the API sent. */
export interface ReadFile {
  readonly type: string;
  /** In bytes. Undefined if it is too large and the API does not say how large. */
  readonly size: number | undefined;
  /** Its text, if it is one. */
  readonly text?: string;
  readonly base64?: string;
  /** Why its content is not here. */
  readonly problem?: string;
}

/** Reads a file of at most 512 KiB. Of a larger one, only the type and the size are returned, and the download is ended. */
export async function readBinary(response: Response): Promise<ReadFile> {
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  const announced = Number(response.headers.get("content-length") ?? Number.NaN);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop ends the download.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LARGEST_FILE) {
      const known = Number.isNaN(announced) ? undefined : announced;
      return { type, size: known, problem: tooLarge(known) };
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  return isText(type)
    ? { type, size, text: bytes.toString() }
    : { type, size, base64: bytes.toString("base64") };
}

function tooLarge(size: number | undefined): string {
  const actual = size === undefined ? "" : ` It has ${size} bytes.`;
  return `The file is not here, because it has more than ${LARGEST_FILE} bytes.${actual} If the API has a call that returns its URL, use that.`;
}

function isText(type: string): boolean {
  return /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml|yaml|x-ndjson|javascript))/i.test(type);
}
