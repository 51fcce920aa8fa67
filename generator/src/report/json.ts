import type { PackagedChange } from "../diff/diff-packages.ts";
import { highestLevel } from "../diff/levels.ts";

/** The changes as JSON, with their highest level. */
export function jsonReport(changes: readonly PackagedChange[]): string {
  return `${JSON.stringify({ level: highestLevel(changes) ?? "none", changes }, undefined, 2)}\n`;
}
