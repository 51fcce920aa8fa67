import * as v from "valibot";
import { type Diagnostic, diagnostic, type Location, nearest } from "../diagnostics/index.ts";
import { issueText } from "./settings/issue-text.ts";
import { sdkConfig } from "./settings/sdk-config.ts";

/** The path of a value in a configuration: keys and indexes. */
type Path = readonly (string | number)[];

/** Finds the position of a value in the file, if that is known. */
export type LocateKey = (path: Path) => Location | undefined;

/**
 * Problems of a value as a configuration: unknown keys with the nearest known one, missing keys, and values of the wrong type.
 *
 * @param file The file, for messages.
 */
export function configProblems(
  value: unknown,
  file: string,
  locate: LocateKey = () => undefined,
): readonly Diagnostic[] {
  const result = v.safeParse(sdkConfig, value);
  return (result.issues ?? []).map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    return issue.type === "strict_object" && issue.expected === "never"
      ? unknownKey(path, file, locate)
      : diagnostic("invalid-config", { file, reason: reasonOf(issue, path) }, locate(path));
  });
}

function unknownKey(path: Path, file: string, locate: LocateKey): Diagnostic {
  const key = String(path.at(-1));
  const owner = path.slice(0, -1);
  const known = keysAt(sdkConfig, owner);
  const facts = {
    file,
    key,
    owner: owner.length === 0 ? "the configuration" : `\`${owner.join(".")}\``,
    suggestion: nearest(key, known),
    known,
  };
  return diagnostic("unknown-config-key", facts, locate(path));
}

function reasonOf(issue: v.BaseIssue<unknown>, path: Path): string {
  const { type, received } = issue;
  const name = `\`${path.join(".")}\``;
  if (type === "strict_object" && received === "undefined" && path.length > 0) return `${name} is missing`;
  if (path.length > 0) return `${name}: ${issueText(issue)}`;
  return received === "undefined" ? "it exports no configuration as default" : issueText(issue);
}

/** The parts of a schema that lead to others. */
interface SchemaParts {
  readonly entries?: { readonly [key: string]: SchemaParts };
  readonly wrapped?: SchemaParts;
  readonly item?: SchemaParts;
  readonly value?: SchemaParts;
  readonly options?: readonly SchemaParts[];
}

/** The keys of the object at a path of a schema. */
function keysAt(schema: unknown, path: Path): readonly string[] {
  let candidates: readonly SchemaParts[] = objectsIn(schema as SchemaParts);
  for (const key of path) {
    candidates = candidates.flatMap(({ entries, item, value }) => {
      const next = entries?.[key] ?? item ?? value;
      return next === undefined ? [] : objectsIn(next);
    });
  }
  return candidates.flatMap(({ entries = {} }) => Object.keys(entries));
}

/** A schema without its wrappers: optional values, and each alternative of a union. */
function objectsIn({ wrapped, options, ...schema }: SchemaParts): readonly SchemaParts[] {
  if (wrapped !== undefined) return objectsIn(wrapped);
  return options?.filter((option) => typeof option === "object").flatMap(objectsIn) ?? [schema];
}
