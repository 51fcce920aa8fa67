/** The parts of an operation that contain its parameters. */
interface Call<Own> {
  readonly pathParameters: readonly Own[];
  readonly params?: { readonly properties: readonly Own[] };
  readonly query: readonly Named[];
  readonly headers: readonly Named[];
  readonly cookies: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly property?: string;
}

/** The parameters that are sent in the path, the query, headers and cookies. */
export function sentOutsideBody<Own extends { readonly name: string }>({
  pathParameters,
  params,
  query,
  headers,
  cookies,
}: Call<Own>): readonly Own[] {
  const names = new Set([...query, ...headers, ...cookies].map(({ name, property }) => property ?? name));
  return [...pathParameters, ...(params?.properties ?? []).filter(({ name }) => names.has(name))];
}
