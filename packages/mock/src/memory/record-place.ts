import { asList, asObject, isObject, type JsonObject } from "../json.js";
import type { Schemas } from "./schemas.js";

/** Where the records are in a response. */
export interface RecordPlace {
  /** The schema of a record. */
  readonly schema: JsonObject;
  readonly isList: boolean;
  /** The properties that lead to the records; none if the response itself is the record or the list. */
  readonly path: readonly string[];
  /** The records in a response. */
  recordsIn(response: unknown): readonly JsonObject[];
  /** The response with other records. */
  put(response: unknown, records: unknown): unknown;
}

/** Finds the records in a response: it is a list or a record, or has one in a property. Undefined if there are none. */
export function locateRecords(
  schemas: Schemas,
  schema: JsonObject,
  itemsName: string | undefined,
  canBeList: boolean,
): RecordPlace | undefined {
  const rules = schemas.rulesOf(schema);
  const properties = asObject(rules.properties);
  if (isObject(rules.items) || Object.keys(properties).length === 0) {
    const items = canBeList ? sourceItems(schemas, schema) : undefined;
    return items === undefined ? undefined : placeOf(items, true, []);
  }
  if (canBeList) {
    const list = listIn(schemas, schema, itemsName);
    if (list !== undefined) return list;
  }
  return placeIn(schemas, schema) ?? placeOf(schema, false, []);
}

/** The property of a response with its list. */
function listIn(
  schemas: Schemas,
  schema: JsonObject,
  itemsName: string | undefined,
): RecordPlace | undefined {
  const properties = schemas.propertiesOf(schema);
  const path = itemsName?.split(".") ?? [];
  const named = path.reduce<unknown>((value, name) => schemas.propertiesOf(value)[name], schema);
  const declared = path.length === 0 ? undefined : sourceItems(schemas, named);
  if (declared !== undefined) return placeOf(declared, true, path);
  if (Object.keys(properties).some((name) => name.toLowerCase() === "id")) return undefined;
  const isOnly = Object.keys(properties).length === 1;
  const lists = Object.entries(properties).flatMap(([name, property]) => {
    const items = isOnly || !NO_RECORDS.test(name) ? sourceItems(schemas, property) : undefined;
    return items === undefined ? [] : [{ name, items }];
  });
  const found = LIST_NAMES.flatMap((name) => lists.find((list) => list.name === name) ?? [])[0];
  const list = found ?? (lists.length === 1 ? lists[0] : undefined);
  return list === undefined ? undefined : placeOf(list.items, true, [list.name]);
}

/** Lists beside the result of a request. */
const NO_RECORDS = /^(errors?|warnings?|messages|links)$/i;

const LIST_NAMES = [
  "data",
  "items",
  "results",
  "result",
  "entries",
  "records",
  "values",
  "rows",
  "list",
  "content",
];

/** The only property of a response if it is an object with an ID: the response is an envelope. */
function placeIn(schemas: Schemas, schema: JsonObject): RecordPlace | undefined {
  const properties = schemas.propertiesOf(schema);
  if (Object.keys(properties).some((name) => name.toLowerCase() === "id")) return undefined;
  const objects = Object.entries(properties).filter(
    ([, property]) => "id" in schemas.propertiesOf(property) && isObject(property),
  );
  const [only, ...others] = objects;
  return only === undefined || others.length > 0
    ? undefined
    : placeOf(only[1] as JsonObject, false, [only[0]]);
}

/** The schema of the items of an array of objects, as it is in the document. */
function sourceItems(schemas: Schemas, schema: unknown): JsonObject | undefined {
  const { items, anyOf, oneOf, allOf } = schemas.resolve(schema);
  const own = isObject(items) && isObject(schemas.rulesOf(items).properties) ? items : undefined;
  if (own !== undefined) return own;
  const inner = [...asList(anyOf), ...asList(oneOf), ...asList(allOf)];
  return inner.map((member) => sourceItems(schemas, member)).find((found) => found !== undefined);
}

function placeOf(schema: JsonObject, isList: boolean, path: readonly string[]): RecordPlace {
  const read = (response: unknown) => path.reduce<unknown>((value, name) => asObject(value)[name], response);
  return {
    schema,
    isList,
    path,
    recordsIn: (response) => (isList ? asList(read(response)) : [read(response)]).filter(isObject),
    put: (response, records) => putAt(response, path, records),
  };
}

function putAt(value: unknown, [name, ...rest]: readonly string[], records: unknown): unknown {
  if (name === undefined) return records;
  return { ...asObject(value), [name]: putAt(asObject(value)[name], rest, records) };
}
