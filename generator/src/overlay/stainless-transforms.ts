import { basename } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { isRecord } from "../spec/guards.ts";
import type { Pointer, SpecSource } from "../spec/index.ts";
import type { Action, Change, Overlay } from "./overlay.ts";
import { compileQuery, type Query, QuerySyntaxError } from "./query.ts";

/** The locations of document changes in a Stainless configuration: the current name, and the former one. */
const MEMBERS = ["transforms", "transformations"] as const;

/**
 * The changes of the document in a Stainless configuration, as an overlay: the commands `remove`, `update`, `merge` and `append`. The
 * others, and targets that are no JSONPath of RFC 9535, are among the warnings of the source.
 *
 * @returns `undefined` if the file is not a Stainless configuration with such changes.
 */
export function stainlessOverlay(source: SpecSource): Overlay | undefined {
  const { value } = source;
  const openapi = isRecord(value) && value.overlay === undefined ? value.openapi : undefined;
  if (!isRecord(openapi)) return undefined;
  const warnings: Diagnostic[] = [];
  const actions = MEMBERS.flatMap((member) => {
    const transforms = openapi[member];
    return (Array.isArray(transforms) ? transforms : []).flatMap((written: unknown, index) => {
      const pointer = ["openapi", member, index];
      const own = actionsOf(written, pointer);
      if (own !== undefined) return own;
      const command = isRecord(written) ? ` (\`${String(written.command)}\`)` : "";
      const what = `\`openapi.${member}[${index}]\`${command}`;
      warnings.push(
        diagnostic("unused-config", { file: basename(source.path), what }, source.locate(pointer)),
      );
      return [];
    });
  });
  return { source: { ...source, warnings }, actions };
}

/** The actions of a transform, one for each of its targets. `undefined` if it says what no action can. */
function actionsOf(written: unknown, pointer: Pointer): readonly Action[] | undefined {
  const { command, args } = isRecord(written) ? written : {};
  if (!isRecord(args) || args.template === true) return undefined;
  const change = changeOf(command, args.value);
  const targets = [args.target].flat();
  if (change === undefined || !targets.every((target) => typeof target === "string")) return undefined;
  const keys = args.keys === undefined ? [""] : memberQueries(args.keys);
  const queries = targets.flatMap((target) => (keys ?? []).map((key) => parsed(`${target}${key}`)));
  if (queries.length === 0 || queries.includes(undefined)) return undefined;
  return queries.flatMap((target) =>
    target === undefined ? [] : [{ pointer: [...pointer, "args"], target, change }],
  );
}

function changeOf(command: unknown, value: unknown): Change | undefined {
  switch (command) {
    case "remove":
      return { kind: "remove" };
    case "update":
      return { kind: "replace", value };
    case "merge":
    case "append":
      return { kind: "update", value };
    default:
      return undefined;
  }
}

/** The members of a target: `["customerType"]` as `["customerType"]` after the target. */
function memberQueries(keys: unknown): readonly string[] | undefined {
  const names = Array.isArray(keys) ? keys : [];
  return names.every((name) => typeof name === "string")
    ? names.map((name) => `[${JSON.stringify(name)}]`)
    : undefined;
}

/** Stainless reads another dialect of JSONPath, in which `$.paths./orders.get` needs no quotes. */
function parsed(path: string): Query | undefined {
  const quoted = path.replaceAll(UNQUOTED, (_, dots: string, name: string) =>
    PLAIN.test(name) ? `${dots}${name}` : `${dots === ".." ? dots : ""}[${JSON.stringify(name)}]`,
  );
  try {
    return compileQuery(quoted);
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    return undefined;
  }
}

/** A member after one dot or two. */
const UNQUOTED = /(\.{1,2})([^.\s[\]()'"*?@=<>!&|]+)/g;
/** A member that needs no quotes in RFC 9535. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_]*$/u;
