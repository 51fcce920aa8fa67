import type { ApiModel } from "../../api-model/api-model.ts";
import { Int64Finder, type Int64Places } from "../../api-model/int64-places.ts";
import type {
  Int64Type,
  NamedType,
  Property,
  SampleValue,
  TypeExpression,
} from "../../api-model/type-model.ts";
import { type Arguments, changedSamples } from "./changed-samples.ts";

type Types = Pick<ApiModel, "resources" | "types">;

/** The API with samples whose 64-bit integers have the type that programs use. */
export function withExactSamples({ resources, types }: Types, int64: Int64Type): Types {
  const exact = new ExactSamples(types, int64);
  const change = (sample: Arguments, properties: readonly Property[]) =>
    exact.inArguments(sample, properties);
  return { resources: changedSamples(resources, change), types };
}

class ExactSamples {
  readonly #finder: Int64Finder;
  readonly #places: ReadonlyMap<string, Int64Places>;
  readonly #int64: Int64Type;

  constructor(types: readonly NamedType[], int64: Int64Type) {
    this.#finder = new Int64Finder(types);
    const all = types.map(({ name }): TypeExpression => ({ kind: "reference", name }));
    this.#places = new Map(this.#finder.typesFrom(all));
    this.#int64 = int64;
  }

  inArguments(sample: Arguments, properties: readonly Property[]): Arguments {
    const types = new Map(properties.map(({ name, type }) => [name, type]));
    return mapped(sample, (value, name) => {
      const type = types.get(name);
      return this.#exact(value, type && this.#finder.placesIn(type));
    });
  }

  #exact(value: SampleValue, places: Int64Places | undefined): SampleValue {
    switch (places?.kind) {
      case undefined:
        return value;
      case "int64":
        if (typeof value !== "number" || !Number.isInteger(value)) return value;
        return this.#int64 === "string" ? String(BigInt(value)) : BigInt(value);
      case "named":
        return this.#exact(value, this.#places.get(places.name));
      case "all":
        return places.parts.reduce((exact, part) => this.#exact(exact, part), value);
      case "array":
        return isArray(value) ? value.map((item) => this.#exact(item, places.items)) : value;
      case "tuple":
        return isArray(value)
          ? value.map((item, index) =>
              this.#exact(
                item,
                (index < places.items.length ? places.items[index] : places.rest) ?? undefined,
              ),
            )
          : value;
      case "variants": {
        const name = isObject(value) ? String(value[places.property]) : undefined;
        return this.#exact(value, places.variants.find(([variant]) => variant === name)?.[1] ?? undefined);
      }
      case "object": {
        const { others, plain = [] } = places;
        const own = new Map(places.properties);
        return isObject(value)
          ? mapped(value, (part, key) =>
              this.#exact(part, own.get(key) ?? (plain.includes(key) ? undefined : others)),
            )
          : value;
      }
    }
  }
}

function mapped(
  value: { readonly [key: string]: SampleValue },
  change: (value: SampleValue, key: string) => SampleValue,
): { readonly [key: string]: SampleValue } {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part, key)]));
}

function isArray(value: SampleValue): value is readonly SampleValue[] {
  return Array.isArray(value);
}

function isObject(value: SampleValue): value is Arguments {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
