import type * as morph from "ts-morph";

/**
 * The kinds of structures, as ts-morph numbers them; the compiler checks the numbers. The enum of ts-morph itself would load ts-morph,
 * which takes longer than everything else that a small document needs.
 */
export const StructureKind: {
  readonly Class: morph.StructureKind.Class;
  readonly ExportDeclaration: morph.StructureKind.ExportDeclaration;
  readonly Function: morph.StructureKind.Function;
  readonly ImportDeclaration: morph.StructureKind.ImportDeclaration;
  readonly Interface: morph.StructureKind.Interface;
  readonly PropertySignature: morph.StructureKind.PropertySignature;
  readonly TypeAlias: morph.StructureKind.TypeAlias;
  readonly VariableStatement: morph.StructureKind.VariableStatement;
} = {
  Class: 2,
  ExportDeclaration: 11,
  Function: 13,
  ImportDeclaration: 16,
  Interface: 19,
  PropertySignature: 33,
  TypeAlias: 38,
  VariableStatement: 41,
};

/** The keyword of a variable statement. */
export const VariableDeclarationKind: { readonly Const: morph.VariableDeclarationKind.Const } = {
  Const: "const" as morph.VariableDeclarationKind.Const,
};
