import type {
  ClassDeclarationStructure,
  ConstructorDeclarationStructure,
  FunctionDeclarationStructure,
  IndexSignatureDeclarationStructure,
  InterfaceDeclarationStructure,
  JSDocableNodeStructure,
  MethodDeclarationStructure,
  OptionalKind,
  ParameterDeclarationStructure,
  PropertyDeclarationStructure,
  PropertySignatureStructure,
  ReturnTypedNodeStructure,
  StatementedNodeStructure,
  TypeParameteredNodeStructure,
  WriterFunction,
} from "ts-morph";
import { INDENT } from "./indentation.ts";
import { block, commentOf, hanging, indented, LINE_WIDTH, writtenText } from "./written-text.ts";

/** A class. Its members are separated by blank lines, except for properties. */
export function classText(structure: ClassDeclarationStructure): string {
  const { name, isExported, isAbstract, properties = [], ctors = [], methods = [] } = structure;
  const modifiers = `${isExported === true ? "export " : ""}${isAbstract === true ? "abstract " : ""}`;
  const bases = [clause("extends", structure.extends), clause("implements", structure.implements)].join("");
  const start = `${modifiers}class ${name ?? ""}${typeParametersText(structure)} ${bases}`;
  const members = [
    ...(properties.length > 0 ? [properties.map(propertyText).join("\n")] : []),
    ...ctors.map(constructorText),
    ...methods.map(methodText),
  ];
  return `${docsText(structure)}${start}${block(members.join("\n\n"))}`;
}

/** An interface: index signatures, then properties. */
export function interfaceText(structure: InterfaceDeclarationStructure): string {
  const { name, isExported, indexSignatures = [], properties = [] } = structure;
  const start = `${isExported === true ? "export " : ""}interface ${name}${typeParametersText(structure)} `;
  const members = [...indexSignatures.map(indexSignatureText), ...properties.map(propertyText)];
  const lines = block(members.join("\n"));
  return `${docsText(structure)}${start}${clause("extends", structure.extends)}${lines}`;
}

/** A function with its overloads. */
export function functionText(structure: FunctionDeclarationStructure): string {
  const exported = structure.isExported === true ? "export " : "";
  return callableText(structure, ({ isAsync }) => ({
    start: `${exported}${isAsync === true ? "async " : ""}function ${structure.name ?? ""}`,
    width: LINE_WIDTH,
  }));
}

function methodText(structure: OptionalKind<MethodDeclarationStructure>): string {
  const modifier = structure.isStatic === true ? "static " : "";
  return callableText(structure, ({ isAsync }) => ({
    start: `${modifier}${isAsync === true ? "async " : ""}${structure.name}`,
    width: LINE_WIDTH - INDENT.length,
  }));
}

type Signature = JSDocableNodeStructure &
  ReturnTypedNodeStructure &
  TypeParameteredNodeStructure & {
    readonly parameters?: readonly OptionalKind<ParameterDeclarationStructure>[];
    readonly isAsync?: boolean;
  };

/** The start of a signature, and the maximum length of its line. */
interface Start {
  readonly start: string;
  readonly width: number;
}

function callableText(
  structure: Signature & StatementedNodeStructure & { readonly overloads?: readonly Signature[] },
  startOf: (signature: Signature) => Start,
): string {
  const overloads = (structure.overloads ?? []).map((each) => `${signatureText(each, startOf(each))};\n`);
  return `${overloads.join("")}${signatureText(structure, startOf(structure))} ${bodyText(structure)}`;
}

/** A signature, with each parameter on a separate line if they do not fit on one. */
function signatureText(signature: Signature, { start, width }: Start): string {
  const types = typeParametersText(signature);
  const result = resultText(signature);
  const parameters = (signature.parameters ?? []).map(parameterText);
  const line = `${start}${types}(${parameters.join(", ")})${result} {`;
  const isBroken = line.length > width && parameters.length > 0;
  const list = isBroken
    ? `\n${indented(parameters.map((text) => `${text},\n`).join(""))}`
    : hanging(parameters.join(", "));
  return `${docsText(signature)}${start}${types}(${list})${hanging(result)}`;
}

function constructorText(structure: OptionalKind<ConstructorDeclarationStructure>): string {
  const parameters = (structure.parameters ?? []).map(parameterText).join(", ");
  return `${docsText(structure)}constructor(${hanging(parameters)}) ${bodyText(structure)}`;
}

function parameterText(structure: OptionalKind<ParameterDeclarationStructure>): string {
  const { name, isRestParameter, hasQuestionToken, type, initializer } = structure;
  const rest = isRestParameter === true ? "..." : "";
  const annotation = type === undefined && hasQuestionToken === true ? "any" : type;
  return `${rest}${name}${typeAndValueText({ hasQuestionToken, type: annotation, initializer })}`;
}

function propertyText(
  structure: OptionalKind<PropertyDeclarationStructure> | OptionalKind<PropertySignatureStructure>,
): string {
  const isStatic = "isStatic" in structure && structure.isStatic === true;
  const modifiers = `${isStatic ? "static " : ""}${structure.isReadonly === true ? "readonly " : ""}`;
  return `${docsText(structure)}${modifiers}${structure.name}${hanging(typeAndValueText(structure))};`;
}

function indexSignatureText(structure: OptionalKind<IndexSignatureDeclarationStructure>): string {
  const { isReadonly, keyName = "key", keyType = "string" } = structure;
  const key = `${isReadonly === true ? "readonly " : ""}[${keyName}: ${writtenText(keyType)}]`;
  return `${docsText(structure)}${key}${hanging(resultText(structure))};`;
}

type Text = string | WriterFunction;

/** `?: string = "a"` */
function typeAndValueText({
  hasQuestionToken,
  type,
  initializer,
}: {
  readonly hasQuestionToken?: boolean | undefined;
  readonly type?: Text | undefined;
  readonly initializer?: Text | undefined;
}): string {
  const mark = hasQuestionToken === true ? "?" : "";
  const annotation = type === undefined ? "" : `: ${writtenText(type)}`;
  return `${mark}${annotation}${initializer === undefined ? "" : ` = ${writtenText(initializer)}`}`;
}

function resultText({ returnType }: ReturnTypedNodeStructure): string {
  return returnType === undefined ? "" : `: ${writtenText(returnType)}`;
}

function typeParametersText({ typeParameters = [] }: TypeParameteredNodeStructure): string {
  if (typeParameters.length === 0) return "";
  const texts = typeParameters.map((each) => {
    if (typeof each === "string") return each;
    const limit = each.constraint === undefined ? "" : ` extends ${writtenText(each.constraint)}`;
    return `${each.name}${limit}${each.default === undefined ? "" : ` = ${writtenText(each.default)}`}`;
  });
  return `<${texts.join(", ")}>`;
}

/** `extends A, B `, or nothing. */
function clause(keyword: string, types: Text | readonly Text[] | undefined): string {
  const texts = (Array.isArray(types) ? types : [types]).map(writtenText).filter((text) => text !== "");
  return texts.length === 0 ? "" : `${keyword} ${texts.join(", ")} `;
}

/** Statements in braces. A blank line follows each that ends with a brace. */
function bodyText({ statements = [] }: StatementedNodeStructure): string {
  const all = typeof statements === "object" ? statements : [statements];
  const texts = all
    .map((each) => (typeof each === "object" ? "" : writtenText(each)))
    .filter((text) => /[^\n]/.test(text));
  const lines = texts.map((text, index) => {
    if (index === texts.length - 1) return text;
    const own = text.replace(/\n+$/, "");
    return `${own}${/\}\s*$/.test(own) ? "\n\n" : "\n"}`;
  });
  return block(lines.join(""));
}

function docsText({ docs = [] }: JSDocableNodeStructure): string {
  return docs.map((doc) => (typeof doc === "object" ? "" : `${commentOf(writtenText(doc))}\n`)).join("");
}
