import {
  type ClaimKind,
  claimsFrom,
  type RecordedClaims,
  type RecordedName,
} from "../../names/record/names-record.ts";

/** The names that places had before, and those that they get now. A place that wants the same name as before keeps what it had. */
export class KeptNames {
  readonly #former: RecordedClaims;
  readonly #given = claimsFrom(() => new Map()) as Given;
  /** The places of the names that are exported. */
  readonly #holders = new Map<string, Holder>();
  readonly #blocking = new Set<Holder>();

  constructor(former: RecordedClaims) {
    this.#former = former;
    for (const kind of EXPORTED) {
      for (const [place, { name }] of former[kind]) this.#holders.set(name, { kind, place, name });
    }
  }

  /** The name that a place had if it wanted the same one. */
  former(kind: ClaimKind, place: string, wanted: string): string | undefined {
    const found = this.#former[kind].get(place);
    return found?.wanted === wanted ? found.name : undefined;
  }

  /** The name that a place wanted before. */
  wantedBefore(kind: ClaimKind, place: string): string | undefined {
    return this.#former[kind].get(place)?.wanted;
  }

  /** The other place that keeps an exported name. */
  holderOf(name: string, place: string): string | undefined {
    const holder = this.#holders.get(name);
    if (holder === undefined || holder.place === place) return undefined;
    this.#blocking.add(holder);
    return holder.place;
  }

  /** Records the name of a place. */
  add(kind: ClaimKind, place: string, name: RecordedName): void {
    this.#given[kind].set(place, name);
  }

  /** The names that this model gives. */
  get given(): RecordedClaims {
    return this.#given;
  }

  /**
   * What was recorded, without places that the document no longer has, or that have another name now. `undefined` unless one of them
   * kept a name from another place.
   */
  withoutStale(): RecordedClaims | undefined {
    const stale = [...this.#blocking].filter(
      ({ kind, place, name }) => kind !== "exports" && this.#given[kind].get(place)?.name !== name,
    );
    if (stale.length === 0) return undefined;
    const places = new Set(stale.map(({ kind, place }) => `${kind} ${place}`));
    return claimsFrom(
      (kind) => new Map([...this.#former[kind]].filter(([place]) => !places.has(`${kind} ${place}`))),
    );
  }
}

/** The kinds of names that a package exports from one module. */
const EXPORTED = ["exports", "constants", "classes", "types"] as const satisfies readonly ClaimKind[];

interface Holder extends Pick<RecordedName, "name"> {
  readonly kind: (typeof EXPORTED)[number];
  readonly place: string;
}

type Given = { readonly [Kind in ClaimKind]: Map<string, RecordedName> };
