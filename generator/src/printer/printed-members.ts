/** Members of structures: `true` for a value, or the members of the structures in it. Strings and writer functions have none. */
interface Members {
  readonly [name: string]: true | Members;
}

/** Comments that are not strings have members. */
const DOCS: Members = {};
const TYPE_PARAMETER: Members = { name: true, constraint: true, default: true };
const PARAMETER: Members = {
  kind: true,
  name: true,
  hasQuestionToken: true,
  isRestParameter: true,
  type: true,
  initializer: true,
};
const SIGNATURE: Members = {
  kind: true,
  docs: DOCS,
  isAsync: true,
  typeParameters: TYPE_PARAMETER,
  parameters: PARAMETER,
  returnType: true,
};
const PROPERTY: Members = {
  kind: true,
  docs: DOCS,
  isStatic: true,
  isReadonly: true,
  name: true,
  hasQuestionToken: true,
  type: true,
  initializer: true,
};

/** The members of a class that `classText` prints. */
export const CLASS: Members = {
  kind: true,
  docs: DOCS,
  isExported: true,
  isAbstract: true,
  name: true,
  typeParameters: TYPE_PARAMETER,
  extends: true,
  implements: true,
  properties: PROPERTY,
  ctors: { kind: true, docs: DOCS, parameters: PARAMETER, statements: true },
  methods: { ...SIGNATURE, isStatic: true, name: true, statements: true, overloads: SIGNATURE },
};

/** The members of an interface that `interfaceText` prints. */
export const INTERFACE: Members = {
  kind: true,
  docs: DOCS,
  isExported: true,
  name: true,
  typeParameters: TYPE_PARAMETER,
  extends: true,
  properties: { ...PROPERTY, isStatic: DOCS, initializer: DOCS },
  indexSignatures: {
    kind: true,
    docs: DOCS,
    isReadonly: true,
    keyName: true,
    keyType: true,
    returnType: true,
  },
};

/** The members of a function that `functionText` prints. */
export const FUNCTION: Members = {
  ...SIGNATURE,
  isExported: true,
  name: true,
  statements: true,
  overloads: SIGNATURE,
};

/** The members of a constant that `statementText` prints. */
export const CONSTANT: Members = {
  kind: true,
  docs: DOCS,
  isExported: true,
  declarationKind: true,
  declarations: { kind: true, name: true, type: true, initializer: true },
};

/** The members of a type alias that `statementText` prints. */
export const ALIAS: Members = { kind: true, docs: DOCS, isExported: true, name: true, type: true };

const NAMES: Members = { kind: true, name: true, alias: true, isTypeOnly: true };

/** The members of an import that `statementText` prints. */
export const IMPORT: Members = { kind: true, isTypeOnly: true, namedImports: NAMES, moduleSpecifier: true };

/** The members of a re-export that `statementText` prints. */
export const EXPORT: Members = { kind: true, isTypeOnly: true, namedExports: NAMES, moduleSpecifier: true };

/** True if a structure has no members but these. */
export function hasOnly(structure: unknown, members: Members): boolean {
  if (Array.isArray(structure)) return structure.every((each) => hasOnly(each, members));
  if (typeof structure !== "object" || structure === null) return true;
  for (const name of Object.keys(structure)) {
    const inner = members[name];
    if (inner === true) continue;
    const value: unknown = structure[name as keyof typeof structure];
    if (value === undefined || value === false) continue;
    if (inner === undefined || !hasOnly(value, inner)) return false;
  }
  return true;
}
