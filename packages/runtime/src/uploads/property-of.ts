/** A property of a value that the server sent; undefined if there is none. */
export function propertyOf(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}
