import Handlebars from "handlebars";
import { type Diagnostic, diagnostic, type Location, nearest } from "../diagnostics/index.ts";

/** The parts of a schema of variables: those of an object, or the item of an array. A value has neither. */
export interface Variables {
  readonly entries?: { readonly [name: string]: Variables };
  readonly item?: Variables;
  readonly wrapped?: Variables;
}

/** A custom template. */
export interface WrittenTemplate {
  /** The path for messages. */
  readonly file: string;
  readonly text: string;
}

/**
 * Problems of a template, before it is printed: its syntax, names that do not exist, and output that would not be escaped.
 *
 * @param helpers The names of the helpers that escape.
 */
export function templateProblems(
  { file, text }: WrittenTemplate,
  variables: Variables,
  helpers: readonly string[],
): readonly Diagnostic[] {
  try {
    const check = new TemplateCheck(file, variables, helpers);
    check.program(Handlebars.parse(text), [{ value: variables, names: new Map() }]);
    return check.problems;
  } catch (error) {
    return [syntaxProblem(error as HandlebarsError, { file, text })];
  }
}

/** The position of a part of a template, and its names in scope. */
interface Scope {
  readonly value: Variables;
  /** Names of block parameters, `as |order|`. */
  readonly names: ReadonlyMap<string, Variables>;
}

const VALUE: Variables = {};

/** The helpers of Handlebars that need no values of JavaScript. */
const BUILT_IN = ["if", "unless", "each", "with", "lookup"];

/** The variables that Handlebars sets in a loop. */
const LOOP_VARIABLES = ["index", "key", "first", "last"];

class TemplateCheck {
  readonly problems: Diagnostic[] = [];
  readonly #file: string;
  readonly #root: Variables;
  readonly #helpers: readonly string[];

  constructor(file: string, root: Variables, helpers: readonly string[]) {
    this.#file = file;
    this.#root = root;
    this.#helpers = [...BUILT_IN, ...helpers];
  }

  /** @param scopes The innermost one is first. */
  program({ body }: hbs.AST.Program, scopes: readonly Scope[]): void {
    for (const statement of body) this.#statement(statement, scopes);
  }

  #statement(statement: hbs.AST.Statement, scopes: readonly Scope[]): void {
    switch (statement.type) {
      case "ContentStatement":
      case "CommentStatement":
        break;
      case "MustacheStatement":
        this.#mustache(statement as hbs.AST.MustacheStatement, scopes);
        break;
      case "BlockStatement":
        this.#block(statement as hbs.AST.BlockStatement, scopes);
        break;
      default:
        this.#report(statement, "partials and decorators are not possible", "write the text here");
    }
  }

  #mustache(statement: hbs.AST.MustacheStatement, scopes: readonly Scope[]): void {
    const { path, params, hash, escaped } = statement;
    if (!escaped) this.#report(statement, "`{{{` and `{{&` write text that is not escaped", ESCAPE);
    if (isHelper(path, params, hash)) {
      const values = this.#call(statement, scopes);
      if (this.#nameOf(path) !== "lookup" && values.some(isStructure)) this.#reportStructure(statement);
      return;
    }
    if (isStructure(this.#valueOf(path, scopes))) this.#reportStructure(statement);
  }

  #block(statement: hbs.AST.BlockStatement, scopes: readonly Scope[]): void {
    const { path, params, hash, program, inverse } = statement;
    const isCall = isHelper(path, params, hash);
    const name = isCall ? this.#nameOf(path) : "";
    const [value = VALUE] = isCall ? this.#call(statement, scopes) : [this.#valueOf(path, scopes)];
    const isLoop = name === "each" || (name === "" && value.item !== undefined);
    const opensObject = name === "with" || (name === "" && value.entries !== undefined);
    const inner = isLoop ? (value.item ?? UNKNOWN) : value;
    const [first, second] = program?.blockParams ?? [];
    const names = new Map([
      ...(first === undefined ? [] : [[first, inner] as const]),
      ...(second === undefined ? [] : [[second, VALUE] as const]),
    ]);
    const inside = isLoop || opensObject ? [{ value: inner, names }, ...scopes] : scopes;
    if (program !== undefined) this.program(program, inside);
    if (inverse !== undefined) this.program(inverse, scopes);
  }

  /** Checks a call of a helper. Returns the values of its parameters. */
  #call(
    call: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression,
    scopes: readonly Scope[],
  ): readonly Variables[] {
    const { path, params, hash } = call;
    const name = this.#nameOf(path);
    if (!this.#helpers.includes(name)) this.#reportName(path, name, "helper", this.#helpers);
    const named = (hash as hbs.AST.Hash | undefined)?.pairs.map(({ value }) => value) ?? [];
    for (const value of named) this.#valueOf(value, scopes);
    const values = params.map((value) => this.#valueOf(value, scopes));
    return name === "lookup" ? [UNKNOWN, ...values.slice(1)] : values;
  }

  #valueOf(expression: hbs.AST.Expression, scopes: readonly Scope[]): Variables {
    if (expression.type === "SubExpression") {
      this.#call(expression as hbs.AST.SubExpression, scopes);
      return UNKNOWN;
    }
    return expression.type === "PathExpression"
      ? this.#lookUp(expression as hbs.AST.PathExpression, scopes)
      : VALUE;
  }

  #lookUp(path: hbs.AST.PathExpression, scopes: readonly Scope[]): Variables {
    const parts = path.parts.map(String);
    const [first, ...rest] = parts;
    if (path.data) {
      if (first === "root") return this.#descend(path, rest, this.#root);
      if (!LOOP_VARIABLES.includes(first ?? ""))
        this.#reportName(path, `@${first}`, "variable", [
          "@root",
          ...LOOP_VARIABLES.map((name) => `@${name}`),
        ]);
      return VALUE;
    }
    const own = path.depth === 0 && first !== undefined && !/^(?:this|\.)\b/.test(path.original);
    const named = own ? scopes.find(({ names }) => names.has(first))?.names.get(first) : undefined;
    if (named !== undefined) return this.#descend(path, rest, named);
    return this.#descend(path, parts, scopes[path.depth]?.value ?? UNKNOWN);
  }

  #descend(path: hbs.AST.PathExpression, parts: readonly string[], start: Variables): Variables {
    let value = unwrapped(start);
    for (const part of parts) {
      if (value === UNKNOWN) return value;
      if (value.item !== undefined && part === "length") return VALUE;
      const next = Object.hasOwn(value.entries ?? {}, part) ? value.entries?.[part] : undefined;
      if (next === undefined) {
        this.#reportName(path, path.original, "variable", Object.keys(value.entries ?? {}), part);
        return UNKNOWN;
      }
      value = unwrapped(next);
    }
    return value;
  }

  #nameOf(path: hbs.AST.Expression): string {
    return path.type === "PathExpression" ? (path as hbs.AST.PathExpression).original : "";
  }

  #report(node: hbs.AST.Node, reason: string, help: string): void {
    this.problems.push(diagnostic("invalid-template", { reason, help }, this.#place(node)));
  }

  #reportStructure(node: hbs.AST.Node): void {
    this.#report(node, "a list or an object is no text", "print its parts: `{{#each …}}` or `{{#with …}}`");
  }

  /** @param part The unknown part of a path. */
  #reportName(
    node: hbs.AST.Node,
    name: string,
    kind: "variable" | "helper",
    known: readonly string[],
    part = name,
  ): void {
    const facts = { name, kind, known, suggestion: nearest(part, known) };
    this.problems.push(diagnostic("unknown-template-name", facts, this.#place(node)));
  }

  #place({ loc: { start } }: hbs.AST.Node): Location {
    return { file: this.#file, line: start.line, column: start.column + 1 };
  }
}

/** The value of an unknown name, so that its parts are not reported as well. */
const UNKNOWN: Variables = { entries: {} };

const ESCAPE = "use `{{text …}}`, `{{code …}}`, `{{text-block …}}` or `{{…}}`, by the place in the Markdown";

function unwrapped(value: Variables): Variables {
  return value.wrapped === undefined ? value : unwrapped(value.wrapped);
}

function isStructure(value: Variables): boolean {
  return value !== UNKNOWN && (value.entries !== undefined || value.item !== undefined);
}

/** True if an expression calls a helper. Without arguments, a name is that of a variable. */
function isHelper(
  path: hbs.AST.Expression,
  params: readonly hbs.AST.Expression[],
  hash: hbs.AST.Hash | undefined,
): boolean {
  return path.type === "SubExpression" || params.length > 0 || (hash?.pairs.length ?? 0) > 0;
}

/** The error that Handlebars throws for wrong syntax. Errors of its parser contain the position only in their message. */
interface HandlebarsError extends Error {
  readonly lineNumber?: number;
  readonly column?: number;
}

function syntaxProblem(error: HandlebarsError, { file, text }: WrittenTemplate): Diagnostic {
  const problem = (reason: string, line: number, column: number): Diagnostic => {
    const help = "correct the syntax here or just before";
    return diagnostic("invalid-template", { reason, help }, { file, line, column: column + 1 });
  };
  const { message, lineNumber = 1, column = 0 } = error;
  const lines = text.trimEnd().split("\n");
  if (message.endsWith("got 'EOF'"))
    return problem("it ends inside a block", lines.length, lines.at(-1)?.length ?? 0);
  const parsed = /^Parse error on line (\d+):\n(.*)\n(-*)\^/.exec(message);
  if (parsed === null) return problem(message.replace(/ - \d+:\d+$/, ""), lineNumber, column);
  const [, line = "1", excerpt = "", dashes = ""] = parsed;
  // The excerpt starts with at most 20 characters before the error, without line feeds.
  const before = excerpt.slice(0, dashes.length).replace(/^\.{3}/, "");
  const start = lines[Number(line) - 1]?.indexOf(before) ?? -1;
  return problem(
    `unexpected text after ${JSON.stringify(before)}`,
    Number(line),
    start === -1 ? 0 : start + before.length,
  );
}
