import colours from "picocolors";

/** Receives progress messages. */
export type Progress = (text: string) => void;

/** Writes a progress line that the next one replaces. Nothing if standard error is not a terminal. */
export function showProgress(text: string): void {
  if (!process.stderr.isTTY) return;
  const width = (process.stderr.columns ?? 80) - 1;
  process.stderr.write(`\r\u001B[K${colours.dim(text.slice(0, width))}`);
}

/** Removes the progress line. */
export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
}
