/** The code of a system error, such as `ENOENT`; undefined if it has none. */
export function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | undefined)?.code;
}
