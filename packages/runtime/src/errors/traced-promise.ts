import { addCaller, FINDS_WHO_AWAITS, shortTrace, type Trace, trace } from "./caller.js";
import { ContentError } from "./content-error.js";
import { APIError } from "./errors.js";

/** Settles a promise, and records who awaits it. */
export interface TracedWork {
  /** Frames of the code that called `then` or made the call; undefined if the engine finds those of the code that awaits on failure. */
  caller: Trace | undefined;
}

/**
 * A promise whose error has the caller in its stack. A call fails long after it was made, on a stack of timers and responses,
 * so the caller's frames are added then. `docs/decisions/018-stack-traces.md` explains where they come from.
 */
export class TracedPromise<Result, Work extends TracedWork = TracedWork> extends Promise<Result> {
  readonly #work: Work;

  /** @param start Starts the work. It never throws; failures are passed to `rejected`. */
  constructor(start: (resolve: (result: Result | Promise<never>) => void) => Work) {
    let work: Work | undefined;
    super((resolve) => {
      work = start(resolve);
    });
    this.#work = work as Work;
    if (!FINDS_WHO_AWAITS) this.#work.caller ??= new Error();
  }

  /** Allows `await` without an intermediate promise; `then` returns an ordinary promise. */
  // biome-ignore lint/complexity/useLiteralKeys: the name without brackets is that of the constructor itself.
  override get ["constructor"](): PromiseConstructor {
    return Promise;
  }

  /** The work that settles this promise. An accessor, because properties are shown when a promise is printed. */
  protected get "~work"(): Work {
    return this.#work;
  }

  /** As in any promise. If the result is not awaited, only the current frames identify the caller. */
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

/**
 * A promise that settles like another, and has the caller in the stack of its error.
 *
 * @param caller Default: who awaits the promise.
 */
export function traced<Result>(promise: Promise<Result>, caller?: Trace): Promise<Result> {
  return new TracedPromise((resolve) => {
    const work: TracedWork = { caller };
    promise.then(resolve, (error) => resolve(rejected(error, work)));
    return work;
  });
}

/** Rejects with an error that has the caller in its stack. Errors of the program's own code are not changed. */
export async function rejected(error: unknown, work: TracedWork): Promise<never> {
  // The code that awaits the call is linked to this promise only after two microtasks.
  await undefined;
  await undefined;
  if ((error instanceof APIError || error instanceof ContentError) && !addCaller(error, work.caller)) {
    addCaller(error, trace(rejected));
  }
  throw error;
}

/** Whether a handler is one with which a promise follows another, as in `Promise.all`. The engine traces through those. */
function isOfPromises(handler: unknown): boolean {
  return (
    typeof handler === "function" &&
    handler.name === "" &&
    Function.prototype.toString.call(handler) === NATIVE
  );
}

/** The source text of V8's anonymous native functions. */
const NATIVE = "function () { [native code] }";
