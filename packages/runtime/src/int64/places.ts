import type { Int64Object, Int64Places, Int64Tuple, Int64Variants } from "../operations/index.js";

/** Places in a value that are neither the name of a type nor several. */
export type Place = true | Int64Object | { readonly items: Int64Places } | Int64Tuple | Int64Variants;

/** The places that several possible types of a value have. Types may contain each other. */
export function resolved(places: Int64Places): readonly Place[] {
  if (places === true) return IS_INT64;
  let found = known.get(places);
  if (found === undefined) {
    found = flattened(places);
    known.set(places, found);
  }
  return found;
}

const IS_INT64: readonly Place[] = [true];
const known = new WeakMap<object, readonly Place[]>();

function flattened(places: Int64Places): readonly Place[] {
  const found = new Set<Place>();
  const seen = new Set<Int64Places>();
  const open = [places];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (typeof next === "function") open.push(next());
    else if (next !== true && "all" in next) open.push(...next.all);
    else found.add(next);
  }
  return [...found];
}

/** Calls `visit` for each own property or item that may be or contain a 64-bit integer. */
export function eachPart(
  value: object,
  places: readonly Place[],
  visit: (key: string | number, places: readonly Place[]) => void,
): void {
  if (Array.isArray(value)) {
    const perItem = places.flatMap(itemsOf);
    const [only, ...more] = perItem;
    if (only === undefined) return;
    for (let index = 0; index < value.length; index++) {
      visit(index, more.length > 0 ? union(perItem.map((at) => at(index))) : only(index));
    }
    return;
  }
  const found = new Map<string, readonly Place[]>();
  for (const place of objectPlaces(value, places)) {
    for (const name of Object.keys(place.properties)) {
      if (Object.hasOwn(value, name)) add(found, name, place.properties[name]);
    }
    if (place.others === undefined) continue;
    for (const name of Object.keys(value)) {
      if (Object.hasOwn(place.properties, name) || place.plain?.includes(name)) continue;
      add(found, name, place.others);
    }
  }
  for (const [name, each] of found) visit(name, each);
}

/** The places in an item by its index; empty if the place is not in an array. */
function itemsOf(place: Place): readonly ((index: number) => readonly Place[])[] {
  if (place === true) return [];
  if ("items" in place) {
    const items = resolved(place.items);
    return [() => items];
  }
  if (!("tuple" in place)) return [];
  const { tuple, rest } = place;
  return [(index) => optional(index < tuple.length ? tuple[index] : rest)];
}

/** The places in an object. The variant of a union is chosen by its property; other variants have none. */
function objectPlaces(value: object, places: readonly Place[]): readonly Int64Object[] {
  return places.flatMap((place) => {
    if (place === true) return [];
    if ("properties" in place) return [place];
    if (!("variants" in place) || !Object.hasOwn(value, place.property)) return [];
    const name = String((value as Readonly<Record<string, unknown>>)[place.property]);
    if (!Object.hasOwn(place.variants, name)) return [];
    return objectPlaces(value, optional(place.variants[name]));
  });
}

function optional(places: Int64Places | null | undefined): readonly Place[] {
  return places === null || places === undefined ? [] : resolved(places);
}

function add(found: Map<string, readonly Place[]>, name: string, places: Int64Places | undefined): void {
  const before = found.get(name);
  found.set(name, before === undefined ? optional(places) : union([before, optional(places)]));
}

function union(places: readonly (readonly Place[])[]): readonly Place[] {
  return [...new Set(places.flat())];
}
