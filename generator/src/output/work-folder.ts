import { join } from "node:path";

/** The folder of a swap in the output root: new files, old files, and the journal. */
export function workFolder(root: string): string {
  return join(root, ".sdkgen-work");
}

/** The folder in the output root with the claims of runs that write. */
export function lockFolder(root: string): string {
  return join(root, ".sdkgen-lock");
}

/** The journal of a swap. While it exists, the swap can be completed. */
export function journalFile(root: string): string {
  return join(workFolder(root), "journal.json");
}
