import type { ts } from "ts-morph";
import { loadMorph } from "./ts-morph.ts";

/** The members of a union, or the text itself. `unknown` and `any` are all there is of a union that has them, and `boolean` is two values. */
export function unionMembers(text: string): ReadonlySet<string> {
  const { compiler, file, type } = parsed(text);
  if (type === undefined) return new Set([text]);
  const types = compiler.isUnionTypeNode(type) ? [...type.types] : [type];
  const members = types.map((each) => textOf(each, file));
  const all = ["any", "unknown"].find((each) => members.includes(each));
  if (all !== undefined) return new Set([all]);
  return new Set(members.flatMap((each) => (each === "boolean" ? ["true", "false"] : [each])));
}

/** A signature in its parts. */
export interface SignatureParts {
  readonly generics: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: string;
    readonly optional: boolean;
  }[];
  readonly result: string;
}

/** Reads a signature, `(id: string, options?: RequestOptions) => APIPromise<Task>`. Undefined: it is none. */
export function signatureParts(text: string): SignatureParts | undefined {
  const { compiler, file, type } = parsed(text);
  if (type === undefined || !compiler.isFunctionTypeNode(type)) return undefined;
  return {
    generics: (type.typeParameters ?? []).map((each) => textOf(each, file)).join(", "),
    parameters: type.parameters.map((each) => ({
      name: textOf(each.name, file),
      type: textOf(each.type, file),
      optional: each.questionToken !== undefined || each.dotDotDotToken !== undefined,
    })),
    result: textOf(type.type, file),
  };
}

/** The type is undefined if the text is not a type. */
function parsed(text: string): {
  readonly compiler: typeof ts;
  readonly file: ts.SourceFile;
  readonly type: ts.TypeNode | undefined;
} {
  const { ts: compiler } = loadMorph();
  const file = compiler.createSourceFile("type.ts", `type T = ${text}`, compiler.ScriptTarget.Latest, false);
  const [statement] = file.statements;
  const isType = statement !== undefined && compiler.isTypeAliasDeclaration(statement);
  // The rest of an expression would be other statements.
  return { compiler, file, type: isType && statement.end === file.text.length ? statement.type : undefined };
}

function textOf(node: ts.Node | undefined, file: ts.SourceFile): string {
  return node === undefined ? "" : file.text.slice(node.pos, node.end).trim();
}
