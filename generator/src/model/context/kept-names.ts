import {
  type ClaimKind,
  claimsFrom,
  type RecordedClaims,
  type RecordedName,
} from "../../names/record/names-record.ts";

/** The former and current names of locations. A location that wants the same name as before keeps the name that it had. */
export class KeptNames {
  readonly #recorded: RecordedClaims;
  readonly #released: ReadonlySet<string>;
  readonly #given = claimsFrom(() => new Map()) as Given;
  /** The places of the names that are exported. */
  readonly #holders = new Map<string, Holder>();
  readonly #blocking = new Set<Holder>();

  /** @param released The recorded names that are free, as `stale` returned them. */
  constructor(recorded: RecordedClaims, released: ReadonlySet<string>) {
    this.#recorded = recorded;
    this.#released = released;
    for (const kind of EXPORTED) {
      for (const [place, { name }] of recorded[kind])
        if (!released.has(keyOf(kind, place))) this.#holders.set(name, { kind, place, name });
    }
  }

  /** True if a place had a name, even if that is free now. */
  isRecorded(kind: ClaimKind, place: string): boolean {
    return this.#recorded[kind].has(place);
  }

  /** The name that a place had if it wanted the same one. */
  former(kind: ClaimKind, place: string, wanted: string): string | undefined {
    const found = this.#kept(kind, place);
    return found?.wanted === wanted ? found.name : undefined;
  }

  /** The name that a place wanted before. */
  wantedBefore(kind: ClaimKind, place: string): string | undefined {
    return this.#kept(kind, place)?.wanted;
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

  /** The names in this model. */
  get given(): RecordedClaims {
    return this.#given;
  }

  /**
   * The recorded names whose locations are gone or have another name now. `undefined` unless one of them kept a name
   * from another location.
   */
  get stale(): ReadonlySet<string> | undefined {
    const stale = [...this.#blocking].filter(
      ({ kind, place, name }) => kind !== "exports" && this.#given[kind].get(place)?.name !== name,
    );
    if (stale.length === 0) return undefined;
    return new Set([...this.#released, ...stale.map(({ kind, place }) => keyOf(kind, place))]);
  }

  #kept(kind: ClaimKind, place: string): RecordedName | undefined {
    const isReleased = this.#released.size > 0 && this.#released.has(keyOf(kind, place));
    return isReleased ? undefined : this.#recorded[kind].get(place);
  }
}

function keyOf(kind: ClaimKind, place: string): string {
  return `${kind} ${place}`;
}

/** The kinds of names that a package exports from one module. */
const EXPORTED = ["exports", "constants", "classes", "types"] as const satisfies readonly ClaimKind[];

interface Holder extends Pick<RecordedName, "name"> {
  readonly kind: (typeof EXPORTED)[number];
  readonly place: string;
}

type Given = { readonly [Kind in ClaimKind]: Map<string, RecordedName> };
