import {
  type OpenApiDocument,
  type OperationEntry,
  type OperationObject,
  operationsIn,
  type ParameterObject,
  type PathItem,
  type Pointer,
  ReferenceResolver,
  type RequestBodyObject,
  type ResponseObject,
} from "../../src/spec/index.ts";

/** A part of a document that describes something that an SDK can have. */
export interface Part {
  readonly kind:
    | "operation"
    | "webhook"
    | "callback"
    | "parameter"
    | "request media type"
    | "response media type"
    | "status"
    | "header"
    | "links";
  /** Its name: `GET /orders`, `limit`, `application/json`, `404`. */
  readonly name: string;
  readonly pointer: Pointer;
  /** The pointer of the operation that it belongs to. */
  readonly of: Pointer;
  /** The status of its response. */
  readonly status?: string;
  /** The pointers of the media types beside it. */
  readonly beside?: readonly Pointer[];
}

interface Located<Value> {
  readonly value: Value;
  readonly pointer: Pointer;
}

/** All parts of the operations, webhooks and callbacks of a document, as they were written. */
export function partsOf({ root }: OpenApiDocument): readonly Part[] {
  const reader = new PartReader(root);
  const items = (member: "paths" | "webhooks") =>
    Object.entries(root[member] ?? {}).filter(([name]) => member === "webhooks" || !name.startsWith("x-"));
  return [
    ...items("paths").flatMap(([path, item]) => reader.pathItem("operation", item, ["paths", path])),
    ...items("webhooks").flatMap(([name, item]) => reader.pathItem("webhook", item, ["webhooks", name])),
  ];
}

class PartReader {
  readonly #resolver: ReferenceResolver;

  constructor(root: OpenApiDocument["root"]) {
    this.#resolver = new ReferenceResolver(root);
  }

  pathItem(kind: Part["kind"], written: PathItem, pointer: Pointer): readonly Part[] {
    const item = this.#resolved<PathItem>(written, pointer);
    return operationsIn(item.value, item.pointer).flatMap((operation) => {
      const of = operation.pointer;
      const name = `${operation.method} ${pointer.at(-1)}`;
      const shared = this.#parameters(item.value.parameters, [...item.pointer, "parameters"], of);
      return [
        { kind, name, pointer: of, of },
        ...shared,
        ...this.#operation(operation),
        ...(kind === "operation" ? this.#callbacks(operation) : []),
      ];
    });
  }

  #operation({ value, pointer: of }: OperationEntry): readonly Part[] {
    const body = this.#resolved<RequestBodyObject>(value.requestBody ?? {}, [...of, "requestBody"]);
    const responses = Object.entries(value.responses ?? {}).filter(([status]) => !status.startsWith("x-"));
    return [
      ...this.#parameters(value.parameters, [...of, "parameters"], of),
      ...members(body, "content").map((media) => ({ kind: "request media type" as const, of, ...media })),
      ...responses.flatMap(([status, written]) => {
        const pointer = [...of, "responses", status];
        const response = this.#resolved<ResponseObject>(written, pointer);
        const base = { of, status };
        return [
          { ...base, kind: "status" as const, name: status, pointer },
          ...members(response, "content").map((media) => ({
            ...base,
            kind: "response media type" as const,
            ...media,
          })),
          ...members(response, "headers").map((header) => ({ ...base, kind: "header" as const, ...header })),
          ...(response.value.links === undefined
            ? []
            : [{ ...base, kind: "links" as const, name: "links", pointer: [...response.pointer, "links"] }]),
        ];
      }),
    ];
  }

  #parameters(written: OperationObject["parameters"], pointer: Pointer, of: Pointer): readonly Part[] {
    return (written ?? []).map((parameter, index) => {
      const { value, pointer: place } = this.#resolved<ParameterObject>(parameter, [...pointer, index]);
      return { kind: "parameter", name: value.name, pointer: place, of };
    });
  }

  #callbacks({ value, pointer }: OperationEntry): readonly Part[] {
    return Object.entries(value.callbacks ?? {}).flatMap(([name, written]) => {
      const callback = this.#resolved<{ readonly [url: string]: PathItem }>(written, [
        ...pointer,
        "callbacks",
        name,
      ]);
      return Object.entries(callback.value)
        .filter(([url]) => !url.startsWith("x-"))
        .flatMap(([url, item]) => this.pathItem("callback", item, [...callback.pointer, url]));
    });
  }

  #resolved<Value>(value: unknown, pointer: Pointer): Located<Value> {
    const reference = (value as { readonly $ref?: unknown } | null)?.$ref;
    const target = typeof reference === "string" ? this.#resolver.resolve(reference) : { value, pointer };
    return (target ?? { value: {}, pointer }) as Located<Value>;
  }
}

/** The entries of a map. */
function members(
  { value, pointer }: Located<object>,
  member: string,
): readonly Pick<Part, "name" | "pointer" | "beside">[] {
  const map = (value as { readonly [member: string]: object | undefined })[member] ?? {};
  const beside = Object.keys(map).map((name) => [...pointer, member, name]);
  return beside.map((place) => ({ name: String(place.at(-1)), pointer: place, beside }));
}
