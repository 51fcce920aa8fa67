import colours from "picocolors";

/** Is told what is being done. */
export type Progress = (text: string) => void;

/** Writes a line about what is being done, replaced by the next one; nothing where no person looks. */
export function showProgress(text: string): void {
  if (!process.stderr.isTTY) return;
  const width = (process.stderr.columns ?? 80) - 1;
  process.stderr.write(`\r\u001B[K${colours.dim(text.slice(0, width))}`);
}

/** Takes the last line of progress away. */
export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
}
