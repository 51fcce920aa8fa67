import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { type Diagnostic, DiagnosticError, diagnostic, type Location } from "../diagnostics/index.ts";
import type { Pointer } from "./pointer.ts";
import {
  duplicateKey,
  MAXIMUM_DEPTH,
  MAXIMUM_YAML_VALUES,
  type ParsedText,
  type PlaceOf,
  tooManyValues,
} from "./source.ts";

/** The maximum number of nodes that aliases may expand to; more is treated as an attack. */
const MAXIMUM_ALIASES = 10_000;

/**
 * Parses YAML 1.2 with anchors and merge keys. Every key is a string, even `200` and `null`.
 *
 * @throws {DiagnosticError} if it is too large, with the first syntax error, or with all aliases without an anchor.
 */
export function parseYaml(text: string, place: PlaceOf): ParsedText {
  if (mayHaveMoreValues(text, MAXIMUM_YAML_VALUES)) {
    const remedy = "save it as JSON, which is read ten times as fast, or divide it into several files";
    throw tooManyValues(MAXIMUM_YAML_VALUES, remedy, place(0));
  }
  const document = compose(text, place);
  const [syntaxError] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (syntaxError !== undefined) {
    throw new DiagnosticError([syntaxDiagnostic(syntaxError, place(syntaxError.pos[0]))]);
  }
  const targets = new Map<Node, Node>();
  const { errors, warnings } = examine(document, targets, place);
  if (errors.length > 0) throw new DiagnosticError(errors);
  return {
    value: toData(document, place),
    warnings,
    offsetOf: (pointer) => findOffset(document.contents, pointer, targets),
  };
}

/** Whether a text has more lines and separators than `most`, so that it may have more values. */
function mayHaveMoreValues(text: string, most: number): boolean {
  const separator = /[\n,:[{]/g;
  let count = 0;
  while (count <= most && separator.test(text)) count += 1;
  return count > most;
}

type YamlDocument = Document.Parsed<ParsedNode>;

function compose(text: string, place: PlaceOf): YamlDocument {
  try {
    return parseDocument(text, {
      merge: true,
      uniqueKeys: false,
      stringKeys: true,
      prettyErrors: false,
      logLevel: "error",
    });
  } catch (error) {
    if (error instanceof RangeError) throw new DiagnosticError([tooDeep(place(0))]);
    throw error;
  }
}

function toData(document: YamlDocument, place: PlaceOf): unknown {
  try {
    return document.toJS({ maxAliasCount: MAXIMUM_ALIASES });
  } catch (error) {
    if (error instanceof ReferenceError)
      throw new DiagnosticError([diagnostic("too-many-aliases", {}, place(0))]);
    throw error;
  }
}

function syntaxDiagnostic(
  error: { readonly code: string; readonly message: string },
  at: Location,
): Diagnostic {
  // The parser reports its own stack overflow as a syntax error.
  if (/stack (?:size|overflow)/i.test(error.message)) return tooDeep(at);
  return error.code === "TAB_AS_INDENT"
    ? diagnostic("tab-indentation", {}, at)
    : diagnostic(
        "invalid-yaml",
        { reason: lowerFirst(error.message.split(/[;\n]/)[0] ?? error.message) },
        at,
      );
}

function tooDeep(at: Location): Diagnostic {
  return diagnostic("nested-too-deep", {}, at);
}

/** Finds problems that the parser accepts, repairs some of them, and records the target of each alias. */
function examine(
  document: YamlDocument,
  targets: Map<Node, Node>,
  place: PlaceOf,
): { readonly errors: readonly Diagnostic[]; readonly warnings: readonly Diagnostic[] } {
  const errors: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  const anchors = new Map<string, Node>();
  visit(document, (_key, node, path) => {
    if (!isNode(node)) return undefined;
    if (path.length > 2 * MAXIMUM_DEPTH) {
      errors.push(tooDeep(place(startOf(node))));
      return visit.BREAK;
    }
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) {
        const reason = `the alias *${node.source} has no anchor above it`;
        errors.push(diagnostic("invalid-yaml", { reason }, place(startOf(node))));
      } else if (path.includes(target)) {
        warnings.push(diagnostic("recursive-alias", { alias: node.source }, place(startOf(node))));
        return nothingAt(node);
      } else {
        targets.set(node, target);
      }
    } else if (node.anchor !== undefined) {
      anchors.set(node.anchor, node);
    }
    if (isMap(node)) warnings.push(...duplicateKeys(node, place));
    return undefined;
  });
  return { errors, warnings };
}

/** `null` in the place of a node. */
function nothingAt({ range }: Node): Scalar {
  const nothing = new Scalar(null);
  nothing.range = range ?? null;
  return nothing;
}

function duplicateKeys(map: YAMLMap, place: PlaceOf): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const seen = new Map<string, Node>();
  for (const { key } of map.items) {
    if (!isScalar(key) || key.source === "<<") continue;
    const name = String(key.value);
    const first = seen.get(name);
    if (first !== undefined) problems.push(duplicateKey(name, place(startOf(first)), place(startOf(key))));
    seen.set(name, key);
  }
  return problems;
}

function findOffset(contents: Node | null, pointer: Pointer, targets: ReadonlyMap<Node, Node>): number {
  let node = contents;
  let offset = node === null ? 0 : startOf(node);
  for (const key of pointer) {
    const child = node === null ? undefined : childOf(targets.get(node) ?? node, key, targets);
    if (child === undefined) break;
    offset = child.offset;
    node = child.node;
  }
  return offset;
}

interface Child {
  readonly node: Node | null;
  readonly offset: number;
}

function childOf(parent: Node, key: string | number, targets: ReadonlyMap<Node, Node>): Child | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(key)];
    return isNode(item) ? { node: item, offset: startOf(item) } : undefined;
  }
  if (!isMap(parent)) return undefined;
  const found = membersOf(parent).get(String(key));
  if (found !== undefined) return found;
  for (const merged of mergedMaps(parent, targets)) {
    const child = childOf(merged, key, targets);
    if (child !== undefined) return child;
  }
  return undefined;
}

const members = new WeakMap<YAMLMap, ReadonlyMap<string, Child>>();

/** The members of a mapping by key. Mappings may have thousands, and each may have a diagnostic. */
function membersOf(map: YAMLMap): ReadonlyMap<string, Child> {
  const known = members.get(map) ?? new Map(map.items.flatMap(memberOf));
  members.set(map, known);
  return known;
}

function memberOf({ key, value }: YAMLMap["items"][number]): readonly (readonly [string, Child])[] {
  if (!isScalar(key) || key.source === "<<") return [];
  return [[String(key.value), { node: isNode(value) ? value : null, offset: startOf(key) }]];
}

/** The mappings that `<<` merges into a mapping. */
function mergedMaps(map: YAMLMap, targets: ReadonlyMap<Node, Node>): Node[] {
  return map.items
    .filter(({ key }) => isScalar(key) && key.source === "<<")
    .flatMap(({ value }) => (isSeq(value) ? value.items : [value]))
    .filter(isNode)
    .map((node) => targets.get(node) ?? node)
    .filter(isCollection);
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
