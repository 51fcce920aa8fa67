import { displayURL } from "./address.ts";
import { LargeFileError, MAXIMUM_BYTES, UnreadableFileError } from "./files.ts";
import { requestFailure, statusFailure } from "./web-failures.ts";

/** The maximum time of a download with its redirects, in ms. */
const TIMEOUT = 30_000;

const MAXIMUM_REDIRECTS = 5;

/**
 * Downloads a file. Only `https:` is allowed, except from this machine.
 *
 * @param allows Whether a URL may be requested. It is called for each redirect, too.
 * @returns `"missing"` for 404 and 410.
 * @throws {UnreadableFileError} for other statuses, and if the file is too large or takes too long.
 */
export async function download(
  url: string,
  allows: (url: string) => boolean,
  timeout: number = TIMEOUT,
): Promise<Uint8Array | "missing"> {
  const signal = AbortSignal.timeout(timeout);
  try {
    let next = url;
    for (let redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects += 1) {
      requireSafe(next, allows);
      const response = await fetch(next, { redirect: "manual", signal });
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || location === null) return await bytesOf(response);
      await response.body?.cancel();
      next = new URL(location, next).href;
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    if (!signal.aborted) throw requestFailure(error);
    throw new UnreadableFileError(`no complete response within ${timeout / 1000} s`);
  }
  throw new UnreadableFileError(`more than ${MAXIMUM_REDIRECTS} redirects`);
}

function requireSafe(url: string, allows: (url: string) => boolean): void {
  const { protocol, hostname, username, password } = new URL(url);
  const isLocal = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && isLocal))
    throw new UnreadableFileError("not an https: URL", "use an https: URL, or download it and pass its path");
  if (username + password !== "") {
    const fix = "remove them, or download the document and pass its path";
    throw new UnreadableFileError("the URL contains credentials", fix);
  }
  if (!allows(url)) {
    const fix = "pass the address of the other host if you trust it";
    throw new UnreadableFileError(`redirected to ${displayURL(url)}, another host`, fix);
  }
}

async function bytesOf(response: Response): Promise<Uint8Array | "missing"> {
  if (!response.ok) await response.body?.cancel();
  if (response.status === 404 || response.status === 410) return "missing";
  if (!response.ok) throw statusFailure(response.status);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAXIMUM_BYTES) throw new LargeFileError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
