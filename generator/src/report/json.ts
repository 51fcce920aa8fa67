import type { PackagedChange } from "../diff/diff-packages.ts";
import { worstLevel } from "../diff/levels.ts";

/** The changes as data, with the worst level of them all. */
export function jsonReport(changes: readonly PackagedChange[]): string {
  return `${JSON.stringify({ level: worstLevel(changes) ?? "none", changes }, undefined, 2)}\n`;
}
