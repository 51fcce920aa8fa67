import { worstLevel } from "../levels.ts";
import type { PackagedChange } from "../packages.ts";

/** The changes as data, with the worst level of them all. */
export function jsonReport(changes: readonly PackagedChange[]): string {
  return `${JSON.stringify({ level: worstLevel(changes) ?? "none", changes }, undefined, 2)}\n`;
}
