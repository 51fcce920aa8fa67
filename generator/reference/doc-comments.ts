import { join } from "node:path";
import {
  type Expression,
  type JSDoc,
  Node,
  type ObjectLiteralExpression,
  Project,
  type PropertyAssignment,
  SyntaxKind,
} from "ts-morph";
import { groupBy } from "../src/groups.ts";

/** A key of a schema with its doc comment, and the keys of the objects in it. */
export interface DocumentedKey {
  readonly name: string;
  readonly doc: string;
  readonly keys: readonly DocumentedKey[];
}

/** Where a schema is. */
export interface SchemaPlace {
  /** The absolute path of the folder of its sources. */
  readonly folder: string;
  readonly file: string;
  /** The name of its constant. */
  readonly name: string;
  /** The properties that lead from the constant to the schema. Default: the constant is the schema. */
  readonly path?: readonly string[];
}

/** Reads the keys of a schema and their doc comments from its sources. */
export function readKeys({ folder, file, name, path = [] }: SchemaPlace): readonly DocumentedKey[] {
  const project = new Project({ skipAddingFilesFromTsConfig: true });
  project.addSourceFilesAtPaths(join(folder, "*.ts"));
  const constant = project.getSourceFileOrThrow(join(folder, file)).getVariableDeclarationOrThrow(name);
  return keysIn(path.reduce(propertyIn, constant.getInitializerOrThrow()));
}

/** The value of a property of an object literal. */
function propertyIn(object: Expression, key: string): Expression {
  const literal = Node.isAsExpression(object) ? object.getExpression() : object;
  return literal
    .asKindOrThrow(SyntaxKind.ObjectLiteralExpression)
    .getPropertyOrThrow(key)
    .asKindOrThrow(SyntaxKind.PropertyAssignment)
    .getInitializerOrThrow();
}

/** The keys of every object that an expression describes, directly or by the name of another schema. */
function keysIn(expression: Node): readonly DocumentedKey[] {
  if (Node.isIdentifier(expression)) {
    const [definition] = expression.getDefinitionNodes();
    const isSchema = Node.isVariableDeclaration(definition) && !definition.getSourceFile().isInNodeModules();
    return isSchema ? keysIn(definition.getInitializerOrThrow()) : [];
  }
  if (!Node.isCallExpression(expression))
    return Node.isArrayLiteralExpression(expression)
      ? distinct(expression.getElements().flatMap(keysIn))
      : [];
  const [first] = expression.getArguments();
  const isObject =
    expression.getExpression().getText() === "v.strictObject" && Node.isObjectLiteralExpression(first);
  return isObject ? keysOf(first) : distinct(expression.getArguments().flatMap(keysIn));
}

function keysOf(object: ObjectLiteralExpression): readonly DocumentedKey[] {
  return object.getProperties().flatMap((property): readonly DocumentedKey[] => {
    if (Node.isSpreadAssignment(property)) {
      // `...about.entries`, the keys of another schema.
      const spread = property.getExpression();
      return Node.isPropertyAccessExpression(spread) ? keysIn(spread.getExpression()) : [];
    }
    if (!Node.isPropertyAssignment(property)) return [];
    return [
      { name: property.getName(), doc: docOf(property), keys: keysIn(property.getInitializerOrThrow()) },
    ];
  });
}

function docOf(property: PropertyAssignment): string {
  const docs = property.getChildren().filter((node): node is JSDoc => Node.isJSDoc(node));
  const text = docs.at(-1)?.getDescription().trim() ?? "";
  return text.replaceAll(/\s*\n\s*/g, " ");
}

/** Alternatives of an object may have the same key; their comments are joined. */
function distinct(keys: readonly DocumentedKey[]): readonly DocumentedKey[] {
  const byName = groupBy(keys, ({ name }) => name);
  return [...byName].map(([name, all]) => ({
    name,
    doc: [...new Set(all.map(({ doc }) => doc))].join(" "),
    keys: distinct(all.flatMap((key) => key.keys)),
  }));
}
