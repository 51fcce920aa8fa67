import { resolve } from "./document.js";
import { asList, asObject, type JsonObject } from "./json.js";
import { readStreamEnd, type StreamEnd } from "./streams.js";
import { readUploadRule, type UploadRule } from "./upload-rule.js";

/** One operation of the document, in a form that requests are matched against. */
export interface Operation {
  /** Method and path, such as `GET /v1/files/{id}`. */
  readonly id: string;
  /** In upper case. */
  readonly method: string;
  /** The path in the document, such as `/v1/files/{id}`. */
  readonly path: string;
  /** Parameters of the path and of the operation, with references resolved. */
  readonly parameters: readonly JsonObject[];
  /** The parameters by which a query is read: those in the query; instead of an object whose properties are sent as parameters, these. */
  readonly inQuery: readonly JsonObject[];
  /** Responses by status, with references resolved. */
  readonly responses: ReadonlyMap<string, JsonObject>;
  /** Matches the path of a request; one group for each parameter. */
  readonly pattern: RegExp;
  /** For each group of the pattern: whether its value may span several segments. */
  readonly spansSegments: readonly boolean[];
  /** How its streams end. */
  readonly streamEnd: StreamEnd;
  /** Whether the items of its streams are strings, even if they contain JSON. */
  readonly streamsText: boolean;
  /** How content is uploaded for what it creates (`x-upload`). Undefined if it is not. */
  readonly upload: UploadRule | undefined;
}

/** An example response of the document. */
export interface ExampleResponse {
  readonly contentType: string;
  readonly body: unknown;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** All operations of a document. Those with the more specific paths come first, because they have precedence. */
export function readOperations(document: JsonObject): readonly Operation[] {
  const operations = Object.entries(asObject(document.paths)).flatMap(([path, value]) => {
    const item = resolve(document, value);
    return methods
      .filter((method) => method in item)
      .map((method) => readOperation(document, path, method, item));
  });
  return operations.sort((a, b) => compareSpecificity(specificityOf(a), specificityOf(b)));
}

/** How general the segments of a path are: 0 for text, 1 with parameters in it, 2 for a parameter, 3 if it may span several. */
function specificityOf({ path, spansSegments }: Operation): readonly number[] {
  let index = 0;
  return path.split("/").map((segment) => {
    const parameters = segment.match(/\{[^}]*\}/g) ?? [];
    const spans = spansSegments.slice(index, index + parameters.length);
    index += parameters.length;
    if (spans.includes(true)) return 3;
    return parameters.length === 0 ? 0 : segment === parameters[0] ? 2 : 1;
  });
}

/** Compares segment by segment. If one path continues the other, the longer one comes first. */
function compareSpecificity(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((each, index) => each !== b[index]);
  if (different === -1) return b.length - a.length;
  return (a[different] ?? 0) - (b[different] ?? Number.POSITIVE_INFINITY);
}

/**
 * Returns the operation that matches a request; undefined if there is none.
 *
 * @param preferred The ID of the operation to prefer if the path of the request matches the templates of several, and no path without
 * parameters. Default: the one with the most specific path.
 */
export function findOperation(
  operations: readonly Operation[],
  {
    method,
    path,
    preferred,
  }: { readonly method: string; readonly path: string; readonly preferred?: string | undefined },
): Operation | undefined {
  const matching = operations.filter((each) => each.method === method && each.pattern.test(path));
  const [first] = matching;
  if (first === undefined || first.spansSegments.length === 0) return first;
  return matching.find(({ id }) => id === preferred) ?? first;
}

/**
 * Rewrites a path for a router that supports only single segments: slashes in the value of a parameter that may span several
 * segments (`x-multi-segment: true`) become `%2F`.
 */
export function joinSegments(operation: Operation, path: string): string {
  if (!operation.spansSegments.includes(true)) return path;
  const values = operation.pattern.exec(path)?.slice(1) ?? [];
  let index = 0;
  return operation.path.replace(/\{[^}]*\}/g, () => (values[index++] ?? "").replaceAll("/", "%2F"));
}

/** The first example of an operation's response with a status; undefined when the document has none. */
export function findExample(
  document: JsonObject,
  operation: Operation,
  status: number,
): ExampleResponse | undefined {
  const response = operation.responses.get(String(status)) ?? operation.responses.get("default");
  for (const [contentType, value] of Object.entries(asObject(response?.content))) {
    const media = asObject(value);
    const named = resolve(document, Object.values(asObject(media.examples))[0]);
    const schema = resolve(document, media.schema);
    const candidates = [media.example, named.value, schema.example, asList(schema.examples)[0]];
    const body = candidates.find((candidate) => candidate !== undefined);
    if (body !== undefined) return { contentType, body };
  }
  return undefined;
}

function readOperation(document: JsonObject, path: string, method: string, item: JsonObject): Operation {
  const definition = asObject(item[method]);
  const parameters = [...asList(definition.parameters), ...asList(item.parameters)].map((parameter) =>
    resolve(document, parameter),
  );
  const responses = Object.entries(asObject(definition.responses)).map(
    ([status, response]) => [status, resolve(document, response)] as const,
  );
  const upper = method.toUpperCase();
  return {
    id: `${upper} ${path}`,
    method: upper,
    path,
    parameters,
    inQuery: parameters.filter((each) => each.in === "query").flatMap((each) => exploded(document, each)),
    responses: new Map(responses),
    streamEnd: readStreamEnd(document, definition),
    streamsText: responses.some(([, response]) => isTextStream(document, response)),
    upload: readUploadRule(definition["x-upload"]),
    ...compilePath(path, parameters),
  };
}

function isTextStream(document: JsonObject, response: JsonObject): boolean {
  const { schema, itemSchema } = asObject(asObject(response.content)["text/event-stream"]);
  return resolve(document, itemSchema ?? schema).type === "string";
}

/** The properties of an object that are sent as parameters. Any other parameter is itself. */
function exploded(document: JsonObject, parameter: JsonObject): readonly JsonObject[] {
  const { style = "form", explode = style === "form", schema } = parameter;
  const properties = Object.entries(asObject(resolve(document, schema).properties));
  if (style !== "form" || explode !== true || properties.length === 0) return [parameter];
  return properties.map(([name, own]) => ({ name, in: "query", schema: resolve(document, own) }));
}

/** Compiles a path of the document to a pattern that matches the paths of requests. */
export function compilePath(
  path: string,
  parameters: readonly JsonObject[],
): Pick<Operation, "pattern" | "spansSegments"> {
  const multiple = parameters.filter((each) => each.in === "path" && each["x-multi-segment"] === true);
  const spans = new Set(multiple.map((parameter) => parameter.name));
  const spansSegments: boolean[] = [];
  const source = path.split(/(\{[^}]*\})/).map((part, index) => {
    if (index % 2 === 0) return escapePattern(encodeText(part));
    const spansMany = spans.has(part.slice(1, -1));
    spansSegments.push(spansMany);
    return spansMany ? "(.+)" : "([^/]+)";
  });
  return { pattern: new RegExp(`^${source.join("")}$`), spansSegments };
}

/** Escapes the characters that mean something in a regular expression. `RegExp.escape` exists only since Node 24. */
function escapePattern(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}/-]/g, "\\$&");
}

/** The text of a path as it is in the paths of requests. */
function encodeText(text: string): string {
  return text.replace(/[^\x21-\x7e]|[<>"`^|\\]/gu, encodeURIComponent);
}
