import type { NamesConfig } from "../../config/index.ts";
import { type Diagnostic, type DiagnosticCode, diagnostic, type FactsOf } from "../../diagnostics/index.ts";
import type { ClaimKind, RecordedClaims } from "../../names/record/names-record.ts";
import { formatPointer, type OpenApiDocument, type Pointer, parsePointer } from "../../spec/index.ts";
import type { ReadFacts } from "./extension.ts";
import { KeptNames } from "./kept-names.ts";
import { recordedPlace } from "./recorded-place.ts";
import { reservedNames } from "./reserved-names.ts";

/** The kinds of names. */
export type NameKind = "type" | "operation" | "resource" | "method";

/** The part of the model's context that claims need. */
export interface ClaimHost {
  readonly document: OpenApiDocument;
  /** The names of the configuration. */
  readonly names: NamesConfig;
  /** Data that features read from the document. */
  readonly facts: readonly ReadFacts[];
  placeOf(pointer: Pointer): string;
  report<Code extends DiagnosticCode>(code: Code, facts: FactsOf<Code>, pointer: Pointer): void;
  push(found: Diagnostic, pointer: Pointer): void;
}

/** A part that needs a name. */
interface Claimant {
  readonly kind: NameKind;
  readonly pointer: Pointer;
  /** The resource of a method. Default: none. */
  readonly within?: string;
  /** The location of its name in the record. Default: not recorded. */
  readonly recorded?: { readonly kind: ClaimKind; readonly place: string };
}

/** A requested name, and whether it is from the configuration. */
interface Wanted {
  readonly name: string;
  readonly isConfigured: boolean;
}

/** A part that could not get the wanted name because another part had it. */
interface Yielded {
  readonly claimant: Claimant;
  readonly wanted: string;
  readonly name: string;
}

/**
 * The names in use. A part gets its preferred or configured name; a part that had another name before keeps
 * it. If another part has or had the name, it is replaced.
 */
export class Claims {
  readonly #host: ClaimHost;
  readonly #kept: KeptNames;
  readonly #claims = new Scopes<Pointer>();
  readonly #firstPlace = new Scopes<string>();
  readonly #yielded: Yielded[] = [];
  /** Names that the packages export already. */
  readonly #reserved: ReadonlySet<string>;

  /**
   * @param former The names of an earlier version.
   * @param released The former names that are free.
   */
  constructor(host: ClaimHost, former: RecordedClaims, released: ReadonlySet<string>) {
    this.#host = host;
    this.#kept = new KeptNames(former, released);
    this.#reserved = reservedNames(host.facts);
  }

  /** The names before and now. */
  get kept(): KeptNames {
    return this.#kept;
  }

  /** Claims a name. If it is taken, a number is appended. */
  claim(kind: NameKind, name: string, pointer: Pointer, within: string): string {
    const claimant = { kind, pointer, within, ...this.#recordOf(kind, pointer) };
    const wanted = this.#chosen(claimant, name);
    return this.#claimFirst(claimant, wanted, alternatives(wanted.name));
  }

  /** Claims a name for an inline type. If it is taken, the kind of the type is appended. */
  claimDerived(name: string, kind: string, pointer: Pointer): string {
    const claimant = { kind: "type" as const, pointer, ...this.#recordOf("type", pointer) };
    const wanted = this.#chosen(claimant, name);
    return this.#claimFirst(claimant, wanted, alternatives(wanted.name, `${wanted.name}${kind}`));
  }

  /** Claims the first free one of several names for the class of a resource. */
  claimClass(resource: string, names: readonly string[], pointer: Pointer): string {
    const [first = ""] = names;
    const isFree = (name: string) =>
      !this.isClaimed("type", name) &&
      !this.isReserved("type", name) &&
      this.#kept.holderOf(name, resource) === undefined;
    const former = this.#kept.former("classes", resource, first);
    const natural = [former ?? first, ...names].find(isFree) ?? first;
    const claimant = { kind: "type" as const, pointer };
    const wanted = this.#chosen(claimant, natural);
    const name = this.#claimFirst(claimant, wanted, alternatives(wanted.name), resource);
    this.#kept.add("classes", resource, { name, wanted: wanted.isConfigured ? wanted.name : first });
    return name;
  }

  /** The name that an inline type wanted before. `undefined` if it is new. */
  wantedBefore(pointer: Pointer): string | undefined {
    return this.#kept.wantedBefore("types", recordedPlace(this.#host, pointer));
  }

  /** True if a name is taken. */
  isClaimed(kind: NameKind, name: string, within = ""): boolean {
    return this.#claims.of(spaceOf(kind), within).has(name);
  }

  /** True if a name belongs to the runtime, whose exports the packages re-export. */
  isReserved(kind: NameKind, name: string): boolean {
    return (kind === "type" || kind === "operation") && this.#reserved.has(name);
  }

  /** Reports parts whose wanted name belongs to another part. Call it after all names are claimed. */
  reportYielded(): void {
    for (const { claimant, wanted, name } of this.#yielded) {
      const taken = this.#claims.of(spaceOf(claimant.kind), claimant.within).get(wanted);
      if (taken !== undefined) this.#reportClash(claimant, { name: wanted, taken, other: name });
    }
  }

  #recordOf(kind: NameKind, pointer: Pointer): Pick<Claimant, "recorded"> {
    const recorded = RECORDED[kind];
    if (recorded === undefined) return {};
    return { recorded: { kind: recorded, place: recordedPlace(this.#host, pointer) } };
  }

  /** Claims the former name, or else the first free one. Reports a clash if it is not the preferred one. */
  #claimFirst(
    claimant: Claimant,
    { name: wanted, isConfigured }: Wanted,
    names: Iterable<string>,
    holder = claimant.recorded?.place ?? "",
  ): string {
    const { kind, recorded } = claimant;
    const former = recorded && this.#kept.former(recorded.kind, recorded.place, wanted);
    if (former !== undefined && former !== wanted && this.#take(former, claimant) === undefined) {
      this.#yielded.push({ claimant, wanted, name: former });
      return this.#given(claimant, wanted, former);
    }
    let clash: { readonly name: string; readonly taken: Pointer } | undefined;
    for (const name of names) {
      const isExport = kind === "type" || kind === "operation";
      const owner = isExport && !isConfigured ? this.#kept.holderOf(name, holder) : undefined;
      const taken = owner === undefined ? this.#take(name, claimant) : (parsePointer(owner) ?? []);
      if (taken === undefined) {
        if (clash !== undefined) this.#reportClash(claimant, { ...clash, other: name });
        return this.#given(claimant, wanted, name);
      }
      clash ??= { name, taken };
    }
    throw new Error(`no name is left for ${formatPointer(claimant.pointer)}`);
  }

  /** Records a name, unless it follows from the document alone. */
  #given({ kind, pointer, recorded }: Claimant, wanted: string, name: string): string {
    const [section, , component, ...inner] = pointer;
    const isComponent = section === "components" && inner.length === 0 && component === name;
    if (recorded !== undefined && !isComponent && (kind !== "method" || name !== wanted))
      this.#kept.add(recorded.kind, recorded.place, { name, wanted });
    return name;
  }

  /** The configured name for a pointer, or for the first part that would have this name. */
  #chosen({ kind, pointer, within = "" }: Claimant, name: string): Wanted {
    const names = this.#host.names[`${kind}s`] ?? {};
    const place = this.#host.placeOf(pointer);
    const byPlace = names[place];
    if (byPlace !== undefined) return { name: byPlace, isConfigured: true };
    const places = this.#firstPlace.of(kind, within);
    const first = places.get(name) ?? place;
    places.set(name, first);
    if (first === place && Object.hasOwn(names, name))
      return { name: names[name] ?? name, isConfigured: true };
    const isReserved = this.isReserved(kind, name);
    return { name: isReserved ? this.#besideRuntime(kind, name, pointer) : name, isConfigured: false };
  }

  /** A name that the packages do not export yet. */
  #besideRuntime(kind: NameKind, name: string, pointer: Pointer): string {
    const other = `${name}${kind === "type" ? "Model" : "Operation"}`;
    const facts = { kind: `${kind}s`, name, other, place: this.#host.placeOf(pointer) };
    this.#host.report("runtime-name", facts, pointer);
    return other;
  }

  /** Takes a name. Returns the pointer of another part that has it already. */
  #take(name: string, { kind, pointer, within }: Claimant): Pointer | undefined {
    const names = this.#claims.of(spaceOf(kind), within);
    const taken = names.get(name);
    if (taken === undefined) names.set(name, pointer);
    const isOwn = taken === undefined || this.#host.placeOf(taken) === this.#host.placeOf(pointer);
    return isOwn ? undefined : taken;
  }

  #reportClash(
    { kind, pointer }: Claimant,
    { name, other, taken }: { readonly name: string; readonly other: string; readonly taken: Pointer },
  ): void {
    const { document } = this.#host;
    const facts = { kind: `${kind}s`, name, other, place: this.#host.placeOf(pointer) };
    const related = [{ message: "also defined here", location: document.locate(taken) }];
    this.#host.push(diagnostic("name-clash", facts, document.locate(pointer), related), pointer);
  }
}

/** The names that are recorded. Those of resources follow from the calls. */
const RECORDED: { readonly [Kind in NameKind]: ClaimKind | undefined } = {
  type: "types",
  operation: "constants",
  method: "methods",
  resource: undefined,
};

/** Types and operations are exports of one module. In scripts without capital letters, their names may be equal. */
function spaceOf(kind: NameKind): NameKind {
  return kind === "operation" ? "type" : kind;
}

/** Values by name, separate for each kind of name and for each resource with its own names. */
class Scopes<Value> {
  readonly #scopes = new Map<string, Map<string, Value>>();

  of(kind: NameKind, within = ""): Map<string, Value> {
    const key = `${kind} ${within}`;
    const scope = this.#scopes.get(key) ?? new Map<string, Value>();
    this.#scopes.set(key, scope);
    return scope;
  }
}

/** The name and its alternatives: another name, then that name with 2, 3 and so on. */
function* alternatives(name: string, other = name): Generator<string> {
  yield name;
  if (other !== name) yield other;
  for (let number = 2; ; number++) yield `${other}${number}`;
}
