/** The parts of an address; undefined if it is not a valid URL. */
export function parsedURL(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
