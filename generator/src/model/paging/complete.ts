import type { Paging, PropertyPath } from "../../api-model/paging.ts";
import type { PagingHint } from "../../hints/paging.ts";
import { findItems } from "./find-items.ts";
import { firstPage, isAboutPages, type ParameterPlace, placeOf, valueNamed } from "./find-values.ts";
import type { FoundPaging } from "./guess.ts";
import type { ArrayShape, ListShape } from "./list-shape.ts";
import type { ParameterShape } from "./parameter-shapes.ts";
import {
  CURSOR,
  lastOf,
  MORE,
  NEXT_ADDRESS,
  NEXT_CURSOR,
  OFFSET,
  PAGE,
  PAGES,
  plain,
  TOTAL,
} from "./usual-names.ts";

/** The reason why a style does not fit a call. */
export interface Misfit {
  readonly problem: string;
}

/** Completes a style from the document or the configuration with the shape of the call. */
export function completePaging(shape: ListShape, hint: PagingHint): FoundPaging | Misfit {
  const completion = new Completion(shape, hint);
  const items = completion.items();
  const paging = items === undefined ? undefined : completion.paging(items);
  const [problem] = completion.problems;
  if (problem !== undefined) return { problem };
  return items === undefined || paging === undefined ? { problem: "it is not a list" } : { paging, items };
}

class Completion {
  readonly problems: string[] = [];
  readonly #shape: ListShape;
  readonly #hint: PagingHint;

  constructor(shape: ListShape, hint: PagingHint) {
    this.#shape = shape;
    this.#hint = hint;
  }

  /** The array of items: the named one, or the one found by shape. */
  items(): ArrayShape | undefined {
    const { items } = this.#hint;
    if (items === undefined)
      return (
        findItems(this.#shape) ??
        this.#fail("the response has no array that must be the items: name it in `items`")
      );
    const found = this.#shape.arrays.find(({ path }) => path.join(".") === items);
    return (
      found ??
      this.#fail(items === "" ? "the response is not an array" : `the response has no array \`${items}\``)
    );
  }

  /** The style with these items. Undefined for `none`. */
  paging(array: ArrayShape): Paging | undefined {
    const hint = this.#hint;
    const items = array.path;
    const more = this.#optional(array, hint.more, MORE, "boolean");
    const total = this.#optional(array, hint.total, TOTAL, "number");
    switch (hint.kind) {
      case "none":
        return undefined;
      case "cursor": {
        const { name: cursor, place } = this.#parameter(hint.cursor, CURSOR, "cursor");
        const { last } = hint;
        const source =
          last === undefined
            ? { next: this.#next(array, NEXT_CURSOR, cursor) }
            : { last: last === "" ? [] : last.split(".") };
        return { kind: "cursor", cursor, ...place, items, ...source, ...(more && { more }) };
      }
      case "offset": {
        const { name: offset, place } = this.#parameter(hint.offset, OFFSET, "offset");
        return { kind: "offset", offset, ...place, items, ...(total && { total }), ...(more && { more }) };
      }
      case "page": {
        const { name: page, place, parameter } = this.#parameter(hint.page, PAGE, "page");
        const first = hint.first ?? (parameter && firstPage(parameter)) ?? 1;
        const current = hint.current === undefined ? undefined : this.#path(hint.current);
        const pages = this.#optional(array, hint.pages, PAGES, "number");
        return {
          kind: "page",
          page,
          ...place,
          ...(first !== 1 && { first }),
          items,
          ...(current && { current }),
          ...(pages && { pages }),
          ...(total && { total }),
          ...(more && { more }),
        };
      }
      case "address":
        return { kind: "address", items, next: this.#next(array, NEXT_ADDRESS, "next") };
      case "link":
        return { kind: "link", items };
    }
  }

  /** The named parameter, or the only one with a usual name. A cursor is rarely a number; all others are numbers. */
  #parameter(name: string | undefined, known: ReadonlySet<string>, member: string): NamedParameter {
    const fits = (parameter: ParameterShape) =>
      name === undefined
        ? known.has(plain(parameter.name)) && (parameter.kind === "number") === (member !== "cursor")
        : [parameter.name, `${parameter.object}.${parameter.name}`].includes(name);
    const [parameter, ...others] = this.#shape.parameters.filter(fits);
    if (parameter === undefined) {
      this.#fail(
        name === undefined
          ? `the request has no usual parameter: name it in \`${member}\``
          : `the request has no parameter \`${name}\``,
      );
    } else if (others.length > 0 && name === undefined) {
      this.#fail(`several parameters may be meant: name one in \`${member}\``);
    }
    return { name: parameter?.name ?? "", place: placeOf(parameter), parameter };
  }

  /** The named cursor or address of the next page, or the only one with a usual name. */
  #next(items: ArrayShape, known: ReadonlySet<string>, alike: string): PropertyPath {
    const { next } = this.#hint;
    if (next !== undefined) return this.#path(next);
    const usual = this.#shape.values.filter(
      (value) =>
        isAboutPages(value, items) && (known.has(lastOf(value.path)) || lastOf(value.path) === plain(alike)),
    );
    const [only] = usual;
    if (usual.length === 1 && only !== undefined) return only.path;
    this.#fail("the response has no value that must be the next page: name it in `next`");
    return [];
  }

  #optional(
    items: ArrayShape,
    name: string | undefined,
    known: ReadonlySet<string>,
    kind: "number" | "boolean",
  ): PropertyPath | undefined {
    return name === undefined ? valueNamed(this.#shape, items, known, kind) : this.#path(name);
  }

  /** The path of a named value. */
  #path(name: string): PropertyPath {
    const value = this.#shape.values.find(({ path }) => path.join(".") === name);
    if (value === undefined) this.#fail(`the response has no value \`${name}\``);
    return value?.path ?? [];
  }

  #fail(problem: string): undefined {
    this.problems.push(problem);
    return undefined;
  }
}

interface NamedParameter {
  readonly name: string;
  readonly place: ParameterPlace;
  readonly parameter: ParameterShape | undefined;
}
