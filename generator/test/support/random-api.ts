import fc from "fast-check";

/** A part of a document. */
type Part = { [member: string]: unknown };

/** An operation with the path and method that it has in a document. */
export interface RandomOperation {
  readonly path: string;
  readonly method: string;
  readonly value: Part & { readonly operationId?: string; readonly parameters: readonly Part[] };
}

/** A small API whose names are likely to clash with each other. */
export interface RandomApi {
  readonly operations: readonly RandomOperation[];
  readonly schemas: { readonly [name: string]: Part };
}

/** What is added to an API. */
export type Addition =
  | { readonly kind: "operation"; readonly operation: RandomOperation; readonly first: boolean }
  | { readonly kind: "schema"; readonly name: string; readonly schema: Part }
  | { readonly kind: "parameter"; readonly index: number; readonly parameter: Part; readonly first: boolean }
  | { readonly kind: "property"; readonly index: number; readonly name: string };

const RESOURCES = ["/orders", "/order-items", "/users", "/me", "/keys", "/status"];
const ACTIONS = ["cancel", "import", "search", "list", "status", "lines", "report"];
const METHODS = ["get", "post", "put", "patch", "delete"];
/** Names that inline types, parameters, classes and clients would have. */
const COMPONENTS =
  "Order OrderItem OrderStatus OrderItemStatus Orders Users OrdersResource Shop ShopOptions ListOrdersParams OrdersListParams OrdersListStatus KeysCreateParams OrdersCreateResponse KnownOrderStatus order_item".split(
    " ",
  );
const PROPERTIES = ["id", "name", "status", "item", "limit"];

const enumeration = { type: "string", enum: ["open", "done"] };
const thing = fc
  .subarray(PROPERTIES, { minLength: 1 })
  .map((names): Part => ({ type: "object", properties: Object.fromEntries(names.map(propertyNamed)) }));

function propertyNamed(name: string): readonly [string, Part] {
  if (name === "status") return [name, enumeration];
  if (name === "item")
    return [name, { type: "object", properties: { status: enumeration, sku: { type: "string" } } }];
  return [name, { type: "string" }];
}

const schema: fc.Arbitrary<Part> = fc.oneof(
  fc.constantFrom(...COMPONENTS).map((name): Part => ({ $ref: `#/components/schemas/${name}` })),
  thing,
  thing.map((items): Part => ({ type: "array", items })),
);

const parameter = fc
  .tuple(fc.constantFrom("query", "header", "cookie"), fc.constantFrom("id", "status", "limit", "name"))
  .map(
    ([where, name]): Part => ({
      name,
      in: where,
      schema: name === "status" ? enumeration : { type: "string" },
    }),
  );

const path = fc
  .tuple(
    fc.constantFrom("", "/v1", "/v2", "/api/v1", "/shops/{shop}"),
    fc.constantFrom(...RESOURCES),
    fc.constantFrom("", "/{id}"),
    fc.constantFrom("", "", ...ACTIONS.map((word) => `/${word}`), ":import", "/items/{item}"),
  )
  .map((parts) => parts.join(""));

/** Operation ids as people and frameworks write them, with or without a clash. */
function idOf(style: string, { method, path }: Pick<RandomOperation, "method" | "path">): string | undefined {
  const words = path.split(/\W+/).filter((word) => word !== "" && !/^v\d/.test(word));
  const verb =
    { get: "list", post: "create", put: "replace", patch: "update", delete: "delete" }[method] ?? method;
  switch (style) {
    case "none":
      return undefined;
    case "namespaced":
      return `${words[0]}/${[verb, ...words.slice(1)].join("-")}`;
    case "framework":
      return `${words.join("_")}_${method}`;
    default:
      return [verb, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
  }
}

const operation = fc
  .record({
    method: fc.constantFrom(...METHODS),
    path,
    style: fc.constantFrom("none", "namespaced", "framework", "camel", "camel"),
    tag: fc.constantFrom(undefined, "orders", "users", "Order Management", "keys"),
    parameters: fc.uniqueArray(parameter, {
      selector: ({ name, in: where }) => `${where} ${name}`,
      maxLength: 3,
    }),
    response: fc.option(schema, { nil: undefined }),
    body: fc.option(schema, { nil: undefined }),
  })
  .map(({ method, path, style, tag, parameters, response, body }): RandomOperation => {
    const operationId = idOf(style, { method, path });
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    const content = (own: Part) => ({ "application/json": { schema: own } });
    return {
      path,
      method,
      value: {
        ...(operationId !== undefined && { operationId }),
        ...(tag !== undefined && { tags: [tag] }),
        parameters: [...inPath, ...parameters],
        ...(body !== undefined && method !== "get" && { requestBody: { content: content(body) } }),
        responses: {
          "200": { description: "Done.", ...(response !== undefined && { content: content(response) }) },
        },
      },
    };
  });

/** A small API. */
export const randomApi: fc.Arbitrary<RandomApi> = fc
  .record({
    operations: fc.uniqueArray(operation, { selector: endpointOf, minLength: 1, maxLength: 10 }),
    schemas: fc.dictionary(fc.constantFrom(...COMPONENTS), thing, { maxKeys: 4 }),
  })
  .map(({ operations, schemas }) => ({
    schemas,
    operations: operations.map((own, index) =>
      fitting(own, { operations: operations.slice(0, index), schemas }),
    ),
  }));

/** An operation without the id of another one, and without references to schemas that the API does not have. */
function fitting(own: RandomOperation, { operations, schemas }: RandomApi): RandomOperation {
  const { operationId, ...value } = own.value;
  const isUnique = operations.every((other) => other.value.operationId !== operationId);
  const known = withKnownSchemas(value, schemas);
  return { ...own, value: isUnique && operationId !== undefined ? { operationId, ...known } : known };
}

/** An addition to any API. */
export const addition: fc.Arbitrary<Addition> = fc.oneof(
  fc.record({ kind: fc.constant("operation" as const), operation, first: fc.boolean() }),
  fc.record({ kind: fc.constant("schema" as const), name: fc.constantFrom(...COMPONENTS), schema: thing }),
  fc.record({ kind: fc.constant("parameter" as const), index: fc.nat(20), parameter, first: fc.boolean() }),
  fc.record({
    kind: fc.constant("property" as const),
    index: fc.nat(20),
    name: fc.constantFrom("item", "note"),
  }),
);

/** The API with an addition. What it has already is not added. */
export function withAddition({ operations, schemas }: RandomApi, added: Addition): RandomApi {
  switch (added.kind) {
    case "operation": {
      if (operations.some((own) => endpointOf(own) === endpointOf(added.operation)))
        return { operations, schemas };
      const own = fitting(added.operation, { operations, schemas });
      return { operations: added.first ? [own, ...operations] : [...operations, own], schemas };
    }
    case "schema": {
      if (Object.hasOwn(schemas, added.name)) return { operations, schemas };
      const use = { $ref: `#/components/schemas/${added.name}` };
      const value = {
        parameters: [],
        responses: { "200": { description: "Done.", content: { "application/json": { schema: use } } } },
      };
      return {
        operations: [{ method: "get", path: "/added-things", value }, ...operations],
        schemas: { ...schemas, [added.name]: added.schema },
      };
    }
    case "parameter": {
      const at = added.index % operations.length;
      return {
        schemas,
        operations: operations.map((own, index) => (index === at ? withParameter(own, added) : own)),
      };
    }
    case "property": {
      const names = Object.keys(schemas);
      const name = names[added.index % names.length];
      const { properties = {}, ...rest } = (name === undefined ? undefined : schemas[name]) ?? {};
      if (name === undefined || Object.hasOwn(properties as object, added.name))
        return { operations, schemas };
      const grown = { ...(properties as object), ...Object.fromEntries([propertyNamed(added.name)]) };
      return { operations, schemas: { ...schemas, [name]: { ...rest, properties: grown } } };
    }
  }
}

function withParameter(
  own: RandomOperation,
  { parameter: written, first }: Extract<Addition, { kind: "parameter" }>,
): RandomOperation {
  const { parameters } = own.value;
  if (parameters.some(({ name, in: where }) => name === written.name && where === written.in)) return own;
  return {
    ...own,
    value: { ...own.value, parameters: first ? [written, ...parameters] : [...parameters, written] },
  };
}

/** The document of an API. */
export function documentOf({ operations, schemas }: RandomApi): object {
  const paths: { [path: string]: Part } = {};
  for (const { path, method, value } of operations) paths[path] = { ...paths[path], [method]: value };
  return { openapi: "3.1.0", info: { title: "Shop", version: "1.1.0" }, paths, components: { schemas } };
}

/** References to schemas that the API does not have are strings instead. */
function withKnownSchemas<Value>(value: Value, schemas: object): Value {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => {
    if (typeof part !== "object" || part === null || !("$ref" in part)) return part;
    return Object.hasOwn(schemas, String(part.$ref).replace(/.*\//, "")) ? part : { type: "string" };
  });
}

function endpointOf({ method, path }: Pick<RandomOperation, "method" | "path">): string {
  return `${method} ${path}`;
}
