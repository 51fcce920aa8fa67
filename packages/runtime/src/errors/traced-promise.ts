import { addCaller, FINDS_WHO_AWAITS, shortTrace, type Trace, trace } from "./caller.js";
import { ContentError } from "./content-error.js";
import { APIError } from "./errors.js";

/** What settles a promise, and remembers who waits for it. */
export interface TracedWork {
  /** Frames of whoever waits for the result; undefined where the engine finds them when the work fails. */
  caller: Trace | undefined;
}

/**
 * A promise whose error has the caller in its stack. A call fails long after it was made, on a stack of timers and responses,
 * so the caller's frames are added then. `docs/decisions/018-stack-traces.md` says where they come from.
 */
export class TracedPromise<Result> extends Promise<Result> {
  readonly #work: TracedWork;

  /** @param start Begins the work. It never throws; what it fails with is `rejected`. */
  constructor(start: (resolve: (result: Result | Promise<never>) => void) => TracedWork) {
    let work: TracedWork | undefined;
    super((resolve) => {
      work = start(resolve);
    });
    this.#work = work as TracedWork;
    if (!FINDS_WHO_AWAITS) this.#work.caller = new Error();
  }

  static {
    awaitDirectly(TracedPromise);
  }

  /** As in any promise. If nobody awaits what it returns, only the frames of this moment tell who called it. */
  // biome-ignore lint/suspicious/noThenProperty: every promise has one.
  override then<Fulfilled = Result, Rejected = never>(
    onFulfilled?: ((result: Result) => Fulfilled | PromiseLike<Fulfilled>) | null,
    // biome-ignore lint/suspicious/noExplicitAny: as in the standard library, so that handlers may expect an Error.
    onRejected?: ((reason: any) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    const work = this.#work;
    if (work.caller === undefined && !isOfPromises(onFulfilled)) {
      work.caller = shortTrace(TracedPromise.prototype.then);
    }
    return super.then(onFulfilled, onRejected);
  }
}

/** A promise that settles like another one and has the caller in the stack of its error. */
export function traced<Result>(promise: Promise<Result>): Promise<Result> {
  return new TracedPromise((resolve) => {
    const work: TracedWork = { caller: undefined };
    promise.then(resolve, (error) => resolve(rejected(error, work)));
    return work;
  });
}

/** Rejects with an error that has the caller in its stack. Errors of the program's own code are left as they are. */
export async function rejected(error: unknown, work: TracedWork): Promise<never> {
  // It takes two turns until whoever awaits the call is linked to this promise.
  await undefined;
  await undefined;
  if ((error instanceof APIError || error instanceof ContentError) && !addWaiter(error, work)) {
    addCaller(error, trace(rejected));
  }
  throw error;
}

/**
 * Adds the frames of whoever called `then` to an error's stack; in engines that do not find who awaits, those of the call.
 *
 * @returns Whether there were any.
 */
export function addWaiter(error: unknown, { caller }: TracedWork): boolean {
  return addCaller(error, caller, FINDS_WHO_AWAITS ? 0 : CONSTRUCTORS);
}

/** Lets a class of promises be awaited without a promise in between; what `then` makes is then an ordinary promise. */
export function awaitDirectly(promiseClass: { readonly prototype: Promise<unknown> }): void {
  Object.defineProperty(promiseClass.prototype, "constructor", { value: Promise });
}

/** Whether it is a handler with which one promise follows another, as in `Promise.all`: the engine sees through those. */
function isOfPromises(handler: unknown): boolean {
  return (
    typeof handler === "function" &&
    handler.name === "" &&
    Function.prototype.toString.call(handler) === NATIVE
  );
}

/** Frames of a trace that a promise makes of itself: its constructor, and that of the class that extends it or `traced`. */
const CONSTRUCTORS = 2;
/** The source of a function of V8 that has no name. */
const NATIVE = "function () { [native code] }";
