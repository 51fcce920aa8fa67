type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

/** A document with everything twice: the second time with other paths, component names and operation ids. */
export function doubled(document: JsonObject): JsonObject {
  const copy = renamed(document) as JsonObject;
  const paths = objectOf(copy.paths);
  const second = Object.fromEntries(Object.entries(paths).map(([path, item]) => [`/second${path}`, item]));
  return {
    ...document,
    paths: { ...objectOf(document.paths), ...second },
    components: bothComponents(objectOf(document.components), objectOf(copy.components)),
  };
}

function bothComponents(first: JsonObject, copy: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(first).map(([kind, components]) => {
      // Requirements name security schemes without a reference.
      if (kind === "securitySchemes") return [kind, components];
      const second = Object.entries(objectOf(copy[kind])).map(([name, own]) => [`Second${name}`, own]);
      return [kind, { ...objectOf(components), ...Object.fromEntries(second) }];
    }),
  );
}

function renamed(value: Json): Json {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => {
      if (key === "$ref" && typeof own === "string")
        return [key, own.replace(/^(#\/components\/(?!securitySchemes)\w+\/)/, "$1Second")];
      if (key === "operationId" && typeof own === "string") return [key, `second_${own}`];
      return [key, renamed(own)];
    }),
  );
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
