import { type Diagnostic, DiagnosticError, diagnostic, nearest } from "../diagnostics/index.ts";
import { describeValue, isRecord } from "../spec/guards.ts";
import type { Pointer, SpecSource } from "../spec/index.ts";
import { compileQuery, type Query, QuerySyntaxError } from "./query.ts";

/** A parsed overlay: changes of a document, in order. */
export interface Overlay {
  readonly source: SpecSource;
  readonly actions: readonly Action[];
}

/** A change of every node that a query selects. */
export interface Action {
  /** The pointer of the action in its file. */
  readonly pointer: Pointer;
  readonly target: Query;
  readonly change: Change;
}

export type Change =
  | { readonly kind: "remove" }
  /** Merges a value into the nodes. */
  | { readonly kind: "update"; readonly value: unknown }
  /** Puts a value in place of the nodes. */
  | { readonly kind: "replace"; readonly value: unknown }
  /** Merges another node of the document into the nodes. */
  | { readonly kind: "copy"; readonly from: Query }
  /** Replaces parts of the nodes by those of a value. */
  | { readonly kind: "override"; readonly value: unknown }
  | { readonly kind: "nothing" };

/**
 * Checks that a file is an overlay of version 1.0 or 1.1.
 *
 * @throws {DiagnosticError} with all problems.
 */
export function parseOverlay(source: SpecSource): Overlay {
  const parser = new OverlayParser(source);
  const actions = parser.overlay();
  if (parser.problems.length > 0) throw new DiagnosticError(parser.problems);
  return { source, actions };
}

class OverlayParser {
  readonly problems: Diagnostic[] = [];
  readonly #source: SpecSource;

  constructor(source: SpecSource) {
    this.#source = source;
  }

  overlay(): readonly Action[] {
    const { value } = this.#source;
    if (!isRecord(value)) {
      const reason = `an overlay must be an object, but this is ${describeValue(value)}`;
      return this.#refuse([], reason, "start with `overlay: 1.1.0`, `info:` and `actions:`");
    }
    if (value.overlay === undefined && (value.openapi ?? value.swagger) !== undefined)
      return this.#refuse([], "this is an OpenAPI document", "pass it as a document: `--spec`, `documents`");
    this.#version(value.overlay);
    this.#members(value, [], ["overlay", "info", "extends", "actions"]);
    this.#info(value.info);
    return this.#actions(value.actions, String(value.overlay).startsWith("1.0"));
  }

  #version(version: unknown): void {
    if (typeof version === "string" && /^1\.[01]\.\d+$/.test(version)) return;
    const reason = `\`overlay\` must be the version of the specification, but it is ${describeValue(version)}`;
    this.#refuse(["overlay"], reason, "use `overlay: 1.0.0` or `overlay: 1.1.0`");
  }

  #info(info: unknown): void {
    const missing = ["title", "version"].filter((name) => !isRecord(info) || typeof info[name] !== "string");
    if (missing.length === 0) return;
    const reason = `\`info\` must have the strings \`title\` and \`version\``;
    this.#refuse(["info"], reason, 'add `info: { title: "…", version: "1" }`');
  }

  #actions(actions: unknown, isOld: boolean): readonly Action[] {
    if (!Array.isArray(actions) || actions.length === 0) {
      const found = Array.isArray(actions) ? "empty" : describeValue(actions);
      return this.#refuse(["actions"], `\`actions\` must be an array, but it is ${found}`, EXAMPLE);
    }
    return actions.flatMap((action: unknown, index) => this.#action(action, ["actions", index], isOld));
  }

  #action(action: unknown, pointer: Pointer, isOld: boolean): readonly Action[] {
    if (!isRecord(action))
      return this.#refuse(
        pointer,
        `an action must be an object, but it is ${describeValue(action)}`,
        EXAMPLE,
      );
    this.#members(action, pointer, ["target", "description", "update", "copy", "remove"]);
    const target = this.#query(action.target, [...pointer, "target"]);
    const change = this.#change(action, pointer, isOld);
    return target === undefined || change === undefined ? [] : [{ pointer, target, change }];
  }

  #change(action: Readonly<Record<string, unknown>>, pointer: Pointer, isOld: boolean): Change | undefined {
    const { copy, remove = false } = action;
    if (typeof remove !== "boolean") {
      const reason = `\`remove\` must be a boolean, but it is ${describeValue(remove)}`;
      this.#refuse([...pointer, "remove"], reason, "use `remove: true`, or leave it out");
      return undefined;
    }
    // The specification gives `remove` precedence.
    if (remove) return { kind: "remove" };
    const hasUpdate = Object.hasOwn(action, "update");
    if (copy === undefined) return hasUpdate ? { kind: "update", value: action.update } : { kind: "nothing" };
    if (hasUpdate) {
      this.#refuse(
        [...pointer, "copy"],
        "an action has either `update` or `copy`",
        "divide it into two actions",
      );
      return undefined;
    }
    if (isOld)
      this.#refuse([...pointer, "copy"], "`copy` is not part of version 1.0", "use `overlay: 1.1.0`");
    const from = this.#query(copy, [...pointer, "copy"]);
    return from === undefined ? undefined : { kind: "copy", from };
  }

  #query(path: unknown, pointer: Pointer): Query | undefined {
    const fix = "write a JSONPath of RFC 9535, such as $.paths['/orders'].get";
    if (typeof path !== "string") {
      const reason = `\`${pointer.at(-1)}\` must be a JSONPath, but it is ${describeValue(path)}`;
      this.#refuse(pointer, reason, fix);
      return undefined;
    }
    try {
      return compileQuery(path);
    } catch (error) {
      if (!(error instanceof QuerySyntaxError)) throw error;
      this.#refuse(pointer, `\`${pointer.at(-1)}\` is not a valid JSONPath: ${error.message}`, fix);
      return undefined;
    }
  }

  /** Refuses unknown members, because a misspelled one would have no effect. */
  #members(owner: Readonly<Record<string, unknown>>, pointer: Pointer, known: readonly string[]): void {
    for (const name of Object.keys(owner)) {
      if (known.includes(name) || name.startsWith("x-")) continue;
      const meant = nearest(name, known);
      const fix = meant === undefined ? "remove it" : `did you mean \`${meant}\`?`;
      this.#refuse([...pointer, name], `\`${name}\` is not a member of ${ownerOf(pointer)}`, fix);
    }
  }

  #refuse(pointer: Pointer, reason: string, fix: string): readonly never[] {
    this.problems.push(diagnostic("invalid-overlay", { reason, fix }, this.#source.locate(pointer)));
    return [];
  }
}

const EXAMPLE = "write actions such as `- { target: $.info, update: { title: Shop } }`";

function ownerOf(pointer: Pointer): string {
  return pointer.length === 0 ? "an overlay" : "an action";
}
