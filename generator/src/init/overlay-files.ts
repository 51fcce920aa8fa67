import { basename, extname } from "node:path";
import type { NewFile } from "../output/index.ts";
import { isWebAddress } from "../spec/index.ts";

/** Overlays as the configuration lists them, and copies of those that are files. */
export interface OverlayFiles {
  readonly files: readonly NewFile[];
  readonly overlays: readonly string[];
}

/**
 * Places overlays in the spec folder. An address stays one.
 *
 * @param addresses Absolute paths and URLs, in the order in which they apply.
 * @param read Reads a file.
 * @param taken The paths of the other files in the folder. A copy of the same name gets a number.
 */
export async function overlayFiles(
  addresses: readonly string[],
  read: (path: string) => Promise<string>,
  taken: readonly string[],
): Promise<OverlayFiles> {
  const used = new Set(taken.map((path) => path.toLowerCase()));
  const files: NewFile[] = [];
  const overlays: string[] = [];
  for (const address of addresses) {
    if (isWebAddress(address)) {
      overlays.push(address);
      continue;
    }
    const path = freeName(basename(address), used);
    used.add(path.toLowerCase());
    overlays.push(path);
    files.push({ path, content: await read(address) });
  }
  return { files, overlays };
}

function freeName(name: string, used: ReadonlySet<string>): string {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${stem}-${number}${extension}`;
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}
