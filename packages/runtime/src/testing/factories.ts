import type { Overrides } from "./overrides.js";
import { ValueMaker } from "./value-maker.js";
import type { ValueTypes } from "./value-type.js";

/** Options of `createFactories`. */
export interface FactoryOptions {
  /** The same seed gives the same values. Default: 1. */
  readonly seed?: number | undefined;
  /**
   * Whether optional properties are present. Those of objects that are nested more than three levels deep never are, and neither are
   * deprecated ones. Default: `true`.
   */
  readonly optional?: boolean | undefined;
}

/** Creates values of a type that fit its schema. */
export interface Factory<Value> {
  /**
   * Creates a value. Its ID is different from those of all other values of these factories.
   *
   * @param overrides The properties that matter. The factory adds the others.
   */
  (overrides?: Overrides<Value>): Value;
  /**
   * Creates several values.
   *
   * @param count Their number, or the overrides of each.
   * @param overrides The overrides of all, if `count` is a number.
   */
  list(count: number | readonly Overrides<Value>[], overrides?: Overrides<Value>): Value[];
}

/**
 * The factories of a package, by the names of the types.
 *
 * @param types The types that values are created of, and those that they consist of.
 * @param names The types that have a factory.
 * @throws {TypeError} for invalid options. A factory throws it if no finite value of its type exists.
 */
export function factoriesOf<Factories extends object>(
  types: ValueTypes,
  names: readonly string[],
  options: FactoryOptions = {},
): Factories {
  const { seed = 1, optional = true } = options;
  if (!Number.isFinite(seed)) throw new TypeError("createFactories: `seed` is not a number");
  const maker = new ValueMaker(types, { seed, optional });
  const factories = Object.fromEntries(names.map((name) => [name, factoryOf(maker, name)]));
  return Object.defineProperty(factories, MAKER, { value: maker }) as Factories;
}

function factoryOf(maker: ValueMaker, name: string): Factory<unknown> {
  const create = (overrides?: unknown) => maker.make({ kind: "type", name }, overrides);
  const list = (count: number | readonly unknown[], overrides?: unknown) =>
    Array.from({ length: typeof count === "number" ? count : count.length }, (_, index) =>
      create(typeof count === "number" ? overrides : count[index]),
    );
  return Object.assign(create, { list });
}

const MAKER = "~maker";

/** Creates the values of factories. */
export function makerOf(factories: object): ValueMaker {
  const maker = (factories as { readonly [MAKER]?: ValueMaker })[MAKER];
  if (maker === undefined) throw new TypeError("createHandlers: `factories` is not from createFactories");
  return maker;
}
