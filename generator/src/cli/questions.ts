import { existsSync } from "node:fs";
import type { LoadConfigOptions, ResolvedConfig } from "../config/index.ts";
import { contentOf, digestOf, hashOf, packagesIn } from "../output/index.ts";
import { askFiles, type FileAnswer, type FileQuestion, type SpecFiles } from "../spec/index.ts";
import { KnownConfigs } from "./known-configs.ts";
import { programState, runtimeState } from "./program-state.ts";

/** A question whose answer a run depends on. */
export type Question =
  | FileQuestion
  /** The content of a generated file, which is not a link. */
  | readonly [kind: "generated", path: string]
  /** The hash of the content that answers another question. */
  | readonly [kind: "hash", question: Question]
  /** The generator's own files, and the sources of the runtime that some packages contain. */
  | readonly [kind: "program" | "runtime"]
  /** True if there is something in a place. */
  | readonly [kind: "exists", path: string]
  /** The folders with packages in an output folder. */
  | readonly [kind: "packages", root: string]
  /** The value of a configuration that is a program. */
  | readonly [kind: "configuration", options: LoadConfigOptions];

/**
 * Answers a question.
 *
 * @param configs Stores the configurations that are read. Default: not stored.
 * @throws Error if a file cannot be read, or the question kind is unknown.
 */
export async function ask(
  question: Question,
  files: SpecFiles,
  configs: KnownConfigs = new KnownConfigs(),
): Promise<FileAnswer> {
  switch (question[0]) {
    case "program":
      return programState();
    case "runtime":
      return runtimeState();
    case "exists":
      return String(existsSync(question[1]));
    case "hash":
      return hashOfAnswer(question[1], await ask(question[1], files, configs));
    case "generated":
      return contentOf(question[1]) ?? "";
    case "packages":
      return packagesIn(question[1]).join("\n");
    case "configuration":
      return (await configs.read(question[1]).then(textOfConfiguration, () => undefined)) ?? "";
    default:
      return askFiles(files, question);
  }
}

/** The hash of the content that answers a question. The line endings of a generated file do not matter. A string is its own hash. */
export function hashOfAnswer([kind]: Question, answer: FileAnswer): string {
  if (typeof answer === "string") return answer;
  return kind === "generated" && Buffer.isBuffer(answer) ? hashOf(answer) : digestOf(answer);
}

/** True if two answers are the same. */
export function isSameAnswer(one: FileAnswer, other: FileAnswer): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return Buffer.compare(one, other) === 0;
}

/** A configuration as JSON. `undefined` if it is not data: features are programs. */
export function textOfConfiguration({ locate: _, ...data }: ResolvedConfig): string | undefined {
  return isData(data) && (data.features ?? []).length === 0 ? JSON.stringify(data) : undefined;
}

function isData(value: unknown): boolean {
  if (typeof value === "function") return false;
  if (typeof value !== "object" || value === null) return true;
  const isPlain = Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isPlain && Object.values(value).every(isData);
}
