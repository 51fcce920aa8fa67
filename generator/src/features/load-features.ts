import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { resolve as resolveModule } from "import-meta-resolve";
import { DiagnosticError, diagnostic, nearest } from "../diagnostics/index.ts";
import type { Feature } from "./kit/feature.ts";

/**
 * A feature in a configuration: the feature itself, or the package that has it, with options. The latter is for configurations that are
 * data.
 */
export type FeatureEntry = { readonly name: string } | string | readonly [string, object];

/** The members of a feature that must be functions. */
const METHODS: { readonly [Method in Exclude<keyof Feature, "name">]: true } = {
  readDocument: true,
  readOperation: true,
  check: true,
  types: true,
  emit: true,
  modules: true,
  exports: true,
  client: true,
  calls: true,
  abilities: true,
  manifest: true,
  packages: true,
  compare: true,
};

/**
 * Loads the features of a configuration.
 *
 * @param directory The absolute folder of the configuration.
 * @throws {DiagnosticError} if one cannot be loaded, or is none.
 */
export async function loadFeatures(
  entries: readonly FeatureEntry[],
  directory: string,
): Promise<readonly Feature[]> {
  const features: Feature[] = [];
  for (const entry of entries) {
    const feature = isNamed(entry) ? await importFeature(entry, directory) : entry;
    const reason = problemOf(feature, features);
    if (reason !== undefined)
      throw new DiagnosticError([diagnostic("invalid-feature", { feature: nameOf(entry), reason })]);
    features.push(feature as Feature);
  }
  return features;
}

function isNamed(entry: FeatureEntry): entry is string | readonly [string, object] {
  return typeof entry === "string" || Array.isArray(entry);
}

async function importFeature(entry: string | readonly [string, object], directory: string): Promise<unknown> {
  const [specifier, options] = typeof entry === "string" ? [entry, {}] : entry;
  try {
    const from = pathToFileURL(join(directory, "sdk.config.json")).href;
    const module: { readonly default?: unknown } = await import(resolveModule(specifier, from));
    if (typeof module.default !== "function") throw new TypeError("it exports no function as default");
    return (module.default as (options: object) => unknown)(options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("invalid-feature", { feature: specifier, reason })]);
  }
}

/** Why a value is no feature. */
function problemOf(value: unknown, others: readonly Feature[]): string | undefined {
  if (typeof value !== "object" || value === null) return "it is not an object";
  const { name, ...methods } = value as { readonly [member: string]: unknown };
  if (typeof name !== "string" || name === "") return "it has no name";
  if (others.some((other) => other.name === name)) return "it is listed twice";
  const wrong = Object.keys(METHODS).find(
    (method) => methods[method] !== undefined && typeof methods[method] !== "function",
  );
  if (wrong !== undefined) return `\`${wrong}\` is not a function`;
  for (const member of Object.keys(methods)) {
    const meant = Object.hasOwn(METHODS, member) ? undefined : nearest(member, Object.keys(METHODS));
    if (meant !== undefined) return `features have no method \`${member}\`: did you mean \`${meant}\`?`;
  }
  return undefined;
}

function nameOf(entry: FeatureEntry): string {
  if (typeof entry === "string") return entry;
  return Array.isArray(entry) ? String(entry[0]) : String((entry as { readonly name?: unknown }).name ?? "");
}
