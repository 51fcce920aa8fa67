import type { Shapes } from "./shapes.js";
import { type Step, walk } from "./walk.js";

/** A value in an answer that this version of the types does not know. */
export interface UnknownValue {
  /** Id of the operation whose answer it was in. */
  readonly operation: string;
  /** `enum`: a new value of an enum. `variant`: a new kind of object in a union. */
  readonly kind: "enum" | "variant";
  /** Where it was, such as `data[3].status`; of a variant the property that tells the kinds apart. Empty: the whole answer. */
  readonly path: string;
  /** The value as it came. */
  readonly value: string | number;
}

/** An unknown value where it was first seen, and how often it was. */
export interface CountedUnknown extends UnknownValue {
  /** How often it was seen at that place, whatever the indexes. */
  readonly count: number;
}

/** What was unknown until now. */
export interface UnknownState {
  /** Unknown values that were seen, every one counted. */
  readonly total: number;
  /** The different ones, in the order in which they were first seen; at most 1,000. */
  readonly distinct: readonly CountedUnknown[];
}

/** How unknown values are reported. */
export interface WatchOptions {
  /** True: every occurrence is reported, not just the first of each operation, path (without indexes) and value. Default: false. */
  readonly repeat?: boolean | undefined;
}

/**
 * Watches answers for values that this version of the types does not know: new values of enums, new variants of unions.
 * Spread it into the options of one client, or of several. Answers are looked at and never changed, and what goes wrong
 * in `onUnknown` never reaches a call; it is logged once.
 *
 * @param shapes Where a package's answers hold such values: `shapes` of `<package>/shapes`.
 * @param onUnknown Told of each unknown value, at once, when the answer that holds it has come.
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

/** What {@link watchUnknown} gives. Spreading it takes `onData` alone. */
export class UnknownWatch {
  /** The client option: looks at the result of a call. Call it yourself for what comes by another way, such as events. */
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

  /** What was unknown until now. */
  state(): UnknownState {
    const distinct = [...this.#distinct.values()].map(({ first, count }) => ({ ...first, count }));
    return { total: this.#total, distinct };
  }

  /** Counts a value; whether it is the first of its kind. Beyond the bound none is, so that a flood ends. */
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

/** A server may send texts without end where an enum was; more than these are counted, but not kept. */
const MOST_DISTINCT = 1_000;

/** Every report is made, then the first failure is passed on: the client logs it. */
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

/** The path without what differs from item to item. */
function placeText(path: readonly Step[]): string {
  return path.map((step) => (typeof step === "string" ? nameText(step) : "[*]")).join("");
}

function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
