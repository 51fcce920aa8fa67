/** The code of an error of the system, such as `ENOENT`; undefined where it has none. */
export function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | undefined)?.code;
}
