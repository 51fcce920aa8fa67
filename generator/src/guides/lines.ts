/** Lines of code as one text. */
export function lines(...all: readonly string[]): string {
  return all.join("\n");
}
