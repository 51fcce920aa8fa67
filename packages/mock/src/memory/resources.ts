import { asList, isObject, type JsonObject } from "../json.js";
import type { Operation } from "../operations.js";
import { nounOf } from "./names.js";
import { type PathName, pathNamesIn } from "./path-names.js";
import { shapeOf } from "./path-shape.js";
import { locateRecords, type RecordPlace } from "./record-place.js";
import type { Schemas, Success } from "./schemas.js";
import { shownIds } from "./shown-ids.js";

/** A kind of records that the API keeps, such as books. */
export interface Resource {
  /** The reference to its schema. Without one, its path. */
  readonly key: string;
  /** How its records are called: the words of its schema's name, and of the last segment of its path. */
  readonly nouns: readonly (readonly string[])[];
  readonly schema: JsonObject;
  /** The property that identifies a record. Undefined if there is none. */
  readonly id: string | undefined;
  /** Records in the document's examples, and those whose IDs are examples of parameters. */
  readonly examples: readonly JsonObject[];
  /** Its properties whose values are the last parts of paths in others. */
  readonly pathNames: readonly PathName[];
  /** Whether an operation lists its records in pages. */
  readonly isPaged: boolean;
}

/** The effect of an operation on the records of a resource. */
export type Role =
  | { readonly kind: "list"; readonly resource: Resource; readonly place: RecordPlace }
  | { readonly kind: "create"; readonly resource: Resource }
  | {
      readonly kind: "retrieve" | "update" | "replace" | "delete" | "act";
      readonly resource: Resource;
      /** Number of the path's parameter that identifies the record. */
      readonly parameter: number;
    }
  /** Reads or changes the one object at its path. */
  | { readonly kind: "read" | "write"; readonly schema: JsonObject };

/** The resources of a document, and the roles of its operations. */
export interface ResourceMap {
  readonly resources: readonly Resource[];
  /** By ID of the operation. Other operations are not remembered. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Resources by the path of their records without the names of parameters, `/v1/books/{}`. */
  readonly byPath: ReadonlyMap<string, Resource>;
}

/** Finds out from paths, methods and schemas which operations list, create, retrieve, change and delete what. */
export function readResources(
  operations: readonly Operation[],
  schemas: Schemas,
  itemsName: string | undefined,
): ResourceMap {
  const drafts = new Map<string, Draft>();
  const byPath = new Map<string, Draft>();
  const found = operations.map((operation) => ({ operation, success: schemas.successOf(operation) }));
  const reading = found.flatMap(({ operation, success }) => {
    if (operation.method !== "GET" || success === undefined) return [];
    const path = shapeOf(operation.path);
    const isItem = path.endsWith("/{}");
    const place = locateRecords(schemas, success.schema, isItem ? undefined : itemsName, !isItem);
    if (place === undefined || isItem === place.isList) return [];
    return [{ operation, success, place, isItem, itemPath: isItem ? path : `${path}/{}` }];
  });
  // A list often has only a part of each record.
  const whole = new Map(
    reading.flatMap(({ isItem, itemPath, place }) => (isItem ? [[itemPath, place.schema]] : [])),
  );
  for (const { operation, success, place, itemPath } of reading) {
    const schema = whole.get(itemPath) ?? place.schema;
    const known = byPath.get(itemPath);
    const key = schemas.identityOf(schema) ?? itemPath;
    const draft = known ?? drafts.get(key) ?? newDraft(key, schema);
    drafts.set(draft.key, draft);
    byPath.set(itemPath, draft);
    draft.paths.push(operation.path);
    draft.examples.push(...place.recordsIn(success.example));
    if (place.isList) draft.isPaged ||= operation.parameters.some(({ in: location }) => location === "query");
    else draft.identifier ??= lastParameter(operation.path);
  }
  for (const { operation } of found) {
    const path = shapeOf(operation.path);
    const draft = byPath.get(path);
    if (draft !== undefined) draft.identifier ??= lastParameter(operation.path);
  }
  const shown = shownIds(operations, schemas);
  for (const [path, draft] of byPath) draft.shownIds.push(...(shown.get(path) ?? []));
  const names = new Set([...drafts.values()].flatMap((draft) => nounsOf(draft).slice(0, 1)).map(joined));
  const made = new Map([...drafts.values()].map((draft) => [draft, finish(draft, schemas, names)] as const));
  const resources = [...made.values()];
  const resourceAt = new Map([...byPath].map(([path, draft]) => [path, made.get(draft) as Resource]));
  const roles = new Map<string, Role>();
  const written = new Set(operations.filter(isWriting).map(({ path }) => shapeOf(path)));
  for (const { operation } of found) {
    const role = roleOf(operation, { schemas, itemsName, byPath: resourceAt, resources, written });
    if (role !== undefined) roles.set(operation.id, role);
  }
  return { resources, roles, byPath: resourceAt };
}

interface Draft {
  readonly key: string;
  readonly schema: JsonObject;
  readonly paths: string[];
  readonly examples: JsonObject[];
  /** The IDs in examples of parameters. */
  readonly shownIds: (string | number)[];
  identifier: string | undefined;
  isPaged: boolean;
}

function newDraft(key: string, schema: JsonObject): Draft {
  return { key, schema, paths: [], examples: [], shownIds: [], identifier: undefined, isPaged: false };
}

/** The words of the name of its schema, and of the last segments of its paths. */
function nounsOf({ key, paths }: Draft): readonly (readonly string[])[] {
  const segments = paths.flatMap(
    (path) =>
      path
        .split("/")
        .filter((each) => each !== "" && !/[{}]/.test(each))
        .at(-1) ?? [],
  );
  return [...(key.startsWith("#") ? [key.slice(key.lastIndexOf("/") + 1)] : []), ...segments].map(nounOf);
}

const joined = (noun: readonly string[]) => noun.join(" ");

/** @param names The first nouns of all resources. The channels at `/channels/files` are no files if there are files. */
function finish(draft: Draft, schemas: Schemas, names: ReadonlySet<string>): Resource {
  const { key, schema, examples, identifier, isPaged, shownIds: ids } = draft;
  const [first = [], ...others] = nounsOf(draft);
  const nouns = [first, ...others.filter((noun) => !names.has(joined(noun)))];
  const own = asList([...asList(schemas.resolve(schema).examples), schemas.resolve(schema).example]).filter(
    isObject,
  );
  const id = idOf(schemas.namesOf(schema), identifier, nouns);
  const known = [...examples, ...own];
  const all = [...known, ...(id === undefined ? [] : ids.map((each) => ({ ...known[0], [id]: each })))];
  const unique = all.filter(
    (example, index) =>
      id === undefined || all.findIndex((each) => String(each[id]) === String(example[id])) === index,
  );
  return { key, nouns, schema, id, examples: unique, pathNames: pathNamesIn(unique), isPaged };
}

function idOf(
  names: readonly string[],
  parameter: string | undefined,
  nouns: readonly (readonly string[])[],
): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z\d]/g, "");
  const wanted = [
    parameter ?? "id",
    "id",
    ...nouns.map((noun) => `${noun.join("")}id`),
    "uuid",
    "slug",
    "name",
    "key",
  ];
  const candidates = parameter === undefined ? wanted.slice(0, 2 + nouns.length) : wanted;
  return candidates.flatMap((each) => names.find((name) => plain(name) === plain(each)) ?? [])[0];
}

interface RoleContext {
  readonly schemas: Schemas;
  readonly itemsName: string | undefined;
  readonly byPath: ReadonlyMap<string, Resource>;
  readonly resources: readonly Resource[];
  readonly written: ReadonlySet<string>;
}

const ITEM_ROLES: { readonly [method: string]: "retrieve" | "update" | "replace" | "delete" | undefined } = {
  GET: "retrieve",
  PATCH: "update",
  POST: "update",
  PUT: "replace",
  DELETE: "delete",
};

function roleOf(operation: Operation, context: RoleContext): Role | undefined {
  const { schemas, byPath, resources } = context;
  const path = shapeOf(operation.path);
  const { method } = operation;
  const item = byPath.get(path);
  if (path.endsWith("/{}")) {
    const kind = ITEM_ROLES[method];
    return item?.id === undefined || kind === undefined
      ? undefined
      : { kind, resource: item, parameter: parametersIn(path) - 1 };
  }
  const success = schemas.successOf(operation);
  const collection = byPath.get(`${path}/{}`);
  if (method === "GET") {
    const place = success && locateRecords(schemas, success.schema, context.itemsName, true);
    const resource = collection ?? resources.find(({ key }) => key === schemas.identityOf(place?.schema));
    if (place?.isList === true && resource !== undefined) return { kind: "list", resource, place };
  }
  if (method === "POST") {
    const place = success && locateRecords(schemas, success.schema, undefined, false);
    const key = schemas.identityOf(place?.schema);
    const own = resources.find((resource) => resource.key === key);
    const parent = path.replace(/\/[^/]+$/, "");
    if (own?.id !== undefined && byPath.get(parent) === own && place?.isList === false) {
      return { kind: "act", resource: own, parameter: parametersIn(parent) - 1 };
    }
    const created = own ?? (isCreatedBy(success, key, collection, schemas) ? collection : undefined);
    if (created !== undefined && place?.isList !== true) return { kind: "create", resource: created };
  }
  if (!context.written.has(path) || success === undefined) return undefined;
  const isObjectOnly = isObject(schemas.rulesOf(success.schema).properties);
  if (!isObjectOnly || collection !== undefined) return undefined;
  if (method === "GET") return { kind: "read", schema: success.schema };
  return isWriting(operation) && method !== "DELETE" ? { kind: "write", schema: success.schema } : undefined;
}

/** Whether a POST to the list of a resource creates a record: it returns something without a name of its own, or at least the ID. */
function isCreatedBy(
  success: Success | undefined,
  key: string | undefined,
  collection: Resource | undefined,
  schemas: Schemas,
): boolean {
  if (success === undefined || key === undefined) return true;
  return collection?.id !== undefined && schemas.namesOf(success.schema).includes(collection.id);
}

function isWriting({ method }: Operation): boolean {
  return method === "PUT" || method === "PATCH" || method === "POST";
}

function parametersIn(path: string): number {
  return asList(path.match(/\{\}/g)).length;
}

function lastParameter(path: string): string | undefined {
  return /\{([^}]*)\}\/?$/.exec(path)?.[1];
}
