import type { Shapes } from "./shapes.js";
import { type Step, walk } from "./walk.js";

/** A value in a response that this version of the types does not know. */
export interface UnknownValue {
  /** ID of the operation that returned it. */
  readonly operation: string;
  /** `enum`: a new value of an enum. `variant`: a new variant of a discriminated union. */
  readonly kind: "enum" | "variant";
  /** Path of the value, such as `data[3].status`; for a variant, the path of the discriminator. Empty: the whole result. */
  readonly path: string;
  /** The value as received. */
  readonly value: string | number;
}

/** An unknown value, where it was first seen and how often. */
export interface CountedUnknown extends UnknownValue {
  /** How often it was seen at that path, with any array index. */
  readonly count: number;
}

/** All unknown values seen so far. */
export interface UnknownState {
  /** Number of unknown values seen, repetitions included. */
  readonly total: number;
  /** The distinct ones in the order in which they were first seen, at most 1,000. */
  readonly distinct: readonly CountedUnknown[];
}

/** Options of {@link watchUnknown}. */
export interface WatchOptions {
  /** Report every occurrence instead of the first for each operation, path (ignoring indexes) and value. Default: false. */
  readonly repeat?: boolean | undefined;
}

/**
 * Watches responses for values that this version of the types does not know: new enum values and new variants of unions.
 * Spread it into the options of one or more clients. Responses are never changed. An exception in `onUnknown` does not fail the call;
 * it is logged once.
 *
 * @param shapes Where responses contain such values: `shapes` of `<package>/shapes`.
 * @param onUnknown Called synchronously for each unknown value, before the call resolves.
 * @example
 * const watch = watchUnknown(shapes, ({ operation, path, value }) => console.warn(`${operation} ${path}: ${value}`));
 * const copilot = new Copilot({ ...watch });
 */
export function watchUnknown(
  shapes: Shapes,
  onUnknown: (unknown: UnknownValue) => void,
  options: WatchOptions = {},
): UnknownWatch {
  return new UnknownWatch(shapes, onUnknown, options);
}

/** Returned by {@link watchUnknown}. Spreading it copies only `onData`. */
export class UnknownWatch {
  /** The client option: inspects the result of a call. Call it yourself for data received in other ways, such as webhook events. */
  readonly onData: (operation: string, data: unknown) => void;
  readonly #distinct: Map<string, { readonly first: UnknownValue; count: number }> = new Map();
  #total = 0;

  constructor(
    shapes: Shapes,
    onUnknown: (unknown: UnknownValue) => void,
    { repeat = false }: WatchOptions = {},
  ) {
    this.onData = (operation, data) => {
      const shape = Object.hasOwn(shapes.operations, operation) ? shapes.operations[operation] : undefined;
      if (shape === undefined) return;
      const reports: UnknownValue[] = [];
      walk(shapes, shape, data, (kind, path, value) => {
        const unknown = { operation, kind, path: pathText(path), value };
        const isNew = this.#count(unknown, path);
        if (isNew || repeat) reports.push(unknown);
      });
      reportAll(reports, onUnknown);
    };
  }

  /** All unknown values seen so far. */
  state(): UnknownState {
    const distinct = [...this.#distinct.values()].map(({ first, count }) => ({ ...first, count }));
    return { total: this.#total, distinct };
  }

  /** Counts a value; returns whether it is new. Beyond the limit, no value counts as new, so that the reports end. */
  #count(unknown: UnknownValue, path: readonly Step[]): boolean {
    this.#total++;
    const key = JSON.stringify([unknown.operation, placeText(path), unknown.value]);
    const known = this.#distinct.get(key);
    if (known !== undefined) known.count++;
    else if (this.#distinct.size >= MOST_DISTINCT) return false;
    else this.#distinct.set(key, { first: unknown, count: 1 });
    return known === undefined;
  }
}

/** A server may send arbitrary strings in place of an enum; beyond this number values are counted but not stored. */
const MOST_DISTINCT = 1_000;

/** Calls `onUnknown` for every value, then rethrows the first exception, which the client logs. */
function reportAll(reports: readonly UnknownValue[], onUnknown: (unknown: UnknownValue) => void): void {
  const failures: unknown[] = [];
  for (const report of reports) {
    try {
      onUnknown(report);
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** `data[3].status`. */
function pathText(path: readonly Step[]): string {
  return path
    .map((step) => {
      if (typeof step === "number") return `[${step}]`;
      return nameText(typeof step === "string" ? step : step.key);
    })
    .join("")
    .replace(/^\./, "");
}

/** The path with every index and key replaced, so that it is the same for all items. */
function placeText(path: readonly Step[]): string {
  return path.map((step) => (typeof step === "string" ? nameText(step) : "[*]")).join("");
}

function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
