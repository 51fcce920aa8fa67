import { type Diagnostic, DiagnosticError, diagnostic, type Location } from "../diagnostics/index.ts";
import type { SpecSource } from "../spec/index.ts";
import { AmendedDocument, type Node, OverlayLimitError } from "./amended-document.ts";
import { IncompatibleValueError, merge } from "./merge.ts";
import type { Action, Overlay } from "./overlay.ts";
import { override } from "./override.ts";
import type { Origin } from "./provenance.ts";
import { QueryLimitError, QueryRunner } from "./query.ts";

/**
 * Applies overlays to the listed files of a document, one after the other. Actions see the files as they were written: before
 * Swagger 2.0 is converted, and before references are resolved. Several files are one document, so `$.paths` are the paths of all.
 *
 * @returns The files with the changes. An action that changes nothing is among their warnings.
 * @throws {DiagnosticError} if an action cannot be applied.
 */
export function applyOverlays(
  sources: readonly SpecSource[],
  overlays: readonly Overlay[],
): readonly SpecSource[] {
  if (overlays.length === 0 || sources.length === 0) return sources;
  const document = new AmendedDocument(sources, new QueryRunner());
  const warnings = overlays.flatMap(({ source, actions }) => [
    ...source.warnings,
    ...actions.flatMap((action) => applyAction(document, action, source)),
  ]);
  const [first, ...others] = document.finish();
  return first === undefined ? [] : [{ ...first, warnings: [...first.warnings, ...warnings] }, ...others];
}

/** Applies an action, and returns its warnings. */
function applyAction(document: AmendedDocument, action: Action, source: SpecSource): readonly Diagnostic[] {
  try {
    return new ActionRun(document, action, source).run();
  } catch (error) {
    const at = source.locate([...action.pointer, "target"]);
    if (error instanceof QueryLimitError || error instanceof OverlayLimitError)
      throw new DiagnosticError([diagnostic("overlay-too-large", {}, at)]);
    throw error;
  }
}

class ActionRun {
  readonly #document: AmendedDocument;
  readonly #action: Action;
  readonly #source: SpecSource;

  constructor(document: AmendedDocument, action: Action, source: SpecSource) {
    this.#document = document;
    this.#action = action;
    this.#source = source;
  }

  run(): readonly Diagnostic[] {
    const { target, change, pointer } = this.#action;
    if (change.kind === "nothing") return [diagnostic("idle-action", {}, this.#source.locate(pointer))];
    const nodes = this.#document.select(target);
    if (nodes.length === 0) return [this.#unmatched("target", target.text)];
    switch (change.kind) {
      case "remove":
        this.#remove(nodes);
        return [];
      case "update":
        this.#merge(nodes, change.value, { source: this.#source, pointer: [...pointer, "update"] });
        return [];
      case "replace":
        this.#replace(nodes, change.value, { source: this.#source, pointer: [...pointer, "value"] });
        return [];
      case "override":
        return this.#override(nodes, change.value);
      case "copy": {
        const [from, ...others] = this.#document.select(change.from);
        if (from === undefined) return [this.#unmatched("copy", change.from.text)];
        if (others.length > 0) this.#refuse("copy", "`copy` must select a single node", "select one of them");
        this.#merge(nodes, this.#document.copyOf(from), this.#document.origin(from));
        return [];
      }
    }
  }

  #remove(nodes: readonly Node[]): void {
    if (nodes.some(({ pointer }) => pointer.length === 0))
      this.#refuse("target", "`$` cannot be removed", "select the members of the document to remove");
    this.#document.remove(nodes);
  }

  #replace(nodes: readonly Node[], value: unknown, origin: Origin): void {
    for (const node of nodes) node.file.set(node.pointer, this.#document.written(value, node), origin);
  }

  #override(nodes: readonly Node[], value: unknown): readonly Diagnostic[] {
    const origin = { source: this.#source, pointer: this.#action.pointer };
    const unmatched = nodes.flatMap((node) => override(this.#document, node, value, origin));
    return unmatched.map((at) =>
      diagnostic("unmatched-override", { member: String(at.pointer.at(-1)) }, locationOf(at)),
    );
  }

  #merge(nodes: readonly Node[], value: unknown, origin: Origin): void {
    try {
      for (const node of nodes) merge(this.#document, node, value, origin);
    } catch (error) {
      if (!(error instanceof IncompatibleValueError)) throw error;
      const into = this.#document.origin(error.node);
      const facts = { reason: error.message, fix: "remove the node with an action before this one" };
      throw new DiagnosticError([
        diagnostic("invalid-overlay", facts, locationOf(error.origin), [
          { message: "it would be merged into this", location: locationOf(into) },
        ]),
      ]);
    }
  }

  #unmatched(member: "target" | "copy", path: string): Diagnostic {
    return diagnostic("unmatched-action", { member, path }, this.#locate(member));
  }

  #refuse(member: "target" | "copy", reason: string, fix: string): never {
    throw new DiagnosticError([diagnostic("invalid-overlay", { reason, fix }, this.#locate(member))]);
  }

  #locate(member: "target" | "copy"): Location {
    return this.#source.locate([...this.#action.pointer, member]);
  }
}

function locationOf({ source, pointer }: Origin): Location {
  return source.locate(pointer);
}
