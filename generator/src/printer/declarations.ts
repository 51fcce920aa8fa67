import type { ts } from "ts-morph";
import { groupBy } from "../groups.ts";
import { loadMorph } from "./ts-morph.ts";

/**
 * The content of a declaration, by member: `{ "id": "string", "memo?": "string" }`. What has no members is under `=`; the signatures of a
 * function are under `()`, those of a method under `list()`, one a line. Comments and bodies are omitted.
 */
export type Declaration = { readonly [member: string]: string };

/** The declarations of a package by kind and name: `interface Order`, `type Status`, `class Orders`, `const createOrder`. */
export type Declarations = { readonly [name: string]: Declaration };

/** Reads the exported declarations of a module. Loads the compiler on demand. */
export function declarationsIn(text: string): Declarations {
  const { ts } = loadMorph();
  const file = ts.createSourceFile("module.ts", text, ts.ScriptTarget.Latest, false);
  const reader = new DeclarationReader(ts, file);
  const found = file.statements.flatMap((statement) => reader.declarationsOf(statement));
  const byName = groupBy(found, ({ name }) => name);
  return Object.fromEntries(
    [...byName].map(([name, group]) => [name, declarationOf(group.flatMap(({ members }) => members))]),
  );
}

/** A declaration before its members are grouped. */
interface Found {
  readonly name: string;
  readonly members: readonly Member[];
}

/** A member. If its name has signatures without a body, callers see only those. */
interface Member {
  readonly member: string;
  readonly text: string;
  readonly hasBody?: boolean;
}

class DeclarationReader {
  readonly #ts: typeof ts;
  readonly #file: ts.SourceFile;
  readonly #printer: ts.Printer;

  constructor(compiler: typeof ts, file: ts.SourceFile) {
    this.#ts = compiler;
    this.#file = file;
    this.#printer = compiler.createPrinter({ removeComments: true });
  }

  declarationsOf(statement: ts.Statement): readonly Found[] {
    const compiler = this.#ts;
    if (!this.#has(statement, compiler.SyntaxKind.ExportKeyword)) return [];
    if (compiler.isVariableStatement(statement))
      return statement.declarationList.declarations.map((each) => ({
        name: `const ${this.#text(each.name)}`,
        members: this.#constant(each),
      }));
    if (compiler.isTypeAliasDeclaration(statement)) {
      const members = [...this.#generics(statement), { member: "=", text: this.#text(statement.type) }];
      return [{ name: `type ${statement.name.text}`, members }];
    }
    if (compiler.isInterfaceDeclaration(statement))
      return [{ name: `interface ${statement.name.text}`, members: this.#members(statement) }];
    if (compiler.isClassDeclaration(statement))
      return [{ name: `class ${statement.name?.text}`, members: this.#members(statement) }];
    if (compiler.isFunctionDeclaration(statement))
      return [{ name: `function ${statement.name?.text}`, members: [this.#signature("()", statement)] }];
    return [];
  }

  /** The type of a constant: its annotation, the type arguments of its call as a tuple, or the members of an object. */
  #constant({ type, initializer }: ts.VariableDeclaration): readonly Member[] {
    const compiler = this.#ts;
    if (type !== undefined) return [{ member: "=", text: this.#text(type) }];
    let value = initializer;
    if (value !== undefined && compiler.isCallExpression(value)) {
      if (value.typeArguments !== undefined)
        return [{ member: "=", text: `[${value.typeArguments.map((each) => this.#text(each)).join(", ")}]` }];
      value = value.arguments[0];
    }
    if (value !== undefined && compiler.isAsExpression(value)) value = value.expression;
    if (value === undefined || !compiler.isObjectLiteralExpression(value))
      return [{ member: "=", text: this.#text(initializer) }];
    return value.properties.map((each) =>
      compiler.isPropertyAssignment(each)
        ? { member: this.#text(each.name), text: this.#text(each.initializer) }
        : { member: this.#text(each), text: "" },
    );
  }

  #members(declaration: ts.InterfaceDeclaration | ts.ClassDeclaration): readonly Member[] {
    const bases = (declaration.heritageClauses ?? []).map((clause) => this.#text(clause));
    return [
      ...this.#generics(declaration),
      ...(bases.length === 0 ? [] : [{ member: "<extends>", text: bases.join(" ").trim() }]),
      ...[...declaration.members].flatMap((member) => this.#member(member)),
    ];
  }

  #member(member: ts.TypeElement | ts.ClassElement): readonly Member[] {
    const compiler = this.#ts;
    if (!this.#isPublic(member)) return [];
    const name = `${this.#has(member, compiler.SyntaxKind.StaticKeyword) ? "static " : ""}${this.#text(member.name)}`;
    const mark = "questionToken" in member && member.questionToken !== undefined ? "?" : "";
    if (compiler.isPropertySignature(member)) {
      const readonly = this.#has(member, compiler.SyntaxKind.ReadonlyKeyword) ? "readonly " : "";
      return [{ member: `${name}${mark}`, text: `${readonly}${this.#text(member.type)}` }];
    }
    if (compiler.isPropertyDeclaration(member))
      return [{ member: `${name}${mark}`, text: this.#text(member.type ?? member.initializer) }];
    if (compiler.isGetAccessor(member)) return [{ member: name, text: this.#text(member.type) }];
    if (compiler.isMethodSignature(member) || compiler.isMethodDeclaration(member))
      return [this.#signature(`${name}()${mark}`, member)];
    if (compiler.isConstructorDeclaration(member)) return [this.#signature("constructor()", member)];
    if (compiler.isIndexSignatureDeclaration(member))
      return [{ member: `[${this.#text(member.parameters[0]?.type)}]`, text: this.#text(member.type) }];
    return [{ member: this.#text(member), text: "" }];
  }

  #isPublic(member: ts.TypeElement | ts.ClassElement): boolean {
    const { SyntaxKind } = this.#ts;
    const isHidden =
      this.#has(member, SyntaxKind.PrivateKeyword) || this.#has(member, SyntaxKind.ProtectedKeyword);
    return !isHidden && !(member.name !== undefined && this.#ts.isPrivateIdentifier(member.name));
  }

  #has(node: ts.Node, keyword: ts.SyntaxKind): boolean {
    const modifiers = this.#ts.canHaveModifiers(node) ? this.#ts.getModifiers(node) : undefined;
    return modifiers?.some(({ kind }) => kind === keyword) === true;
  }

  #generics({ typeParameters = [] as never }: ts.DeclarationWithTypeParameterChildren): readonly Member[] {
    if (typeParameters.length === 0) return [];
    return [{ member: "<>", text: typeParameters.map((each: ts.Node) => this.#text(each)).join(", ") }];
  }

  /** A signature as a type of functions. A parameter with a default is optional. */
  #signature(member: string, declaration: ts.FunctionLikeDeclaration | ts.MethodSignature): Member {
    const generics = (declaration.typeParameters ?? []).map((each) => this.#text(each)).join(", ");
    const parameters = declaration.parameters.map(
      ({ dotDotDotToken, name, questionToken, type, initializer }) => {
        const mark = questionToken !== undefined || initializer !== undefined ? "?" : "";
        const annotation = type === undefined ? "any" : this.#text(type);
        return `${dotDotDotToken === undefined ? "" : "..."}${this.#text(name)}${mark}: ${annotation}`;
      },
    );
    const result = declaration.type === undefined ? "void" : this.#text(declaration.type);
    const text = `${generics === "" ? "" : `<${generics}>`}(${parameters.join(", ")}) => ${result}`;
    return { member, text, hasBody: "body" in declaration && declaration.body !== undefined };
  }

  /** The text of a part on one line, without comments. */
  #text(node: ts.Node | undefined): string {
    if (node === undefined) return "any";
    const text = this.#printer.printNode(this.#ts.EmitHint.Unspecified, node, this.#file);
    return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted: string | undefined) => quoted ?? " ");
  }
}

/** Groups members by their names. The signatures of one name are kept one a line. */
function declarationOf(members: readonly Member[]): Declaration {
  const byName = groupBy(members, ({ member }) => member);
  return Object.fromEntries(
    [...byName].map(([member, group]) => {
      const overloads = group.filter(({ hasBody }) => hasBody !== true);
      const seen = overloads.length === 0 ? group : overloads;
      return [member, seen.map(({ text }) => text).join("\n")];
    }),
  );
}
