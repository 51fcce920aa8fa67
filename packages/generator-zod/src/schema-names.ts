/** The name of the schema of a type: `OrderSchema` for `Order`. Different types never have the same. */
export function schemaName(type: string): string {
  return `${type}Schema`;
}
