/** A captured stack trace. */
export interface Trace {
  readonly stack?: unknown;
}

/** Nonstandard members of `Error` in some engines. */
interface Engine {
  stackTraceLimit?: number;
  captureStackTrace?(target: object, above: unknown): void;
}

const engine = Error as ErrorConstructor & Engine;

/**
 * Whether a trace captured in the code that rejects a promise contains the functions that await it. In V8 it does. There a trace
 * costs microseconds, so calls capture one only when they fail. In other engines a trace is cheap, and calls capture one at the start.
 */
export const FINDS_WHO_AWAITS: boolean = /* @__PURE__ */ findsWhoAwaits();

/** Captures the current stack, in most engines without the function `above` and the frames that it called. */
export function trace(above: unknown): Trace {
  if (engine.captureStackTrace === undefined) return new Error();
  const target: Trace = {};
  engine.captureStackTrace(target, above);
  return target;
}

/** The same with few frames, because very many traces may be kept. */
export function shortTrace(above: unknown): Trace {
  const { stackTraceLimit = 0 } = engine;
  // Has no effect if the global objects are frozen.
  Reflect.set(engine, "stackTraceLimit", Math.min(stackTraceLimit, SHORT));
  const short = trace(above);
  Reflect.set(engine, "stackTraceLimit", stackTraceLimit);
  return short;
}

/**
 * Appends a trace to an error's stack, after the first frames, which show where the error was created.
 *
 * @returns Whether the trace has frames.
 */
export function addCaller(error: unknown, caller: Trace | undefined): boolean {
  const frames = framesOf(caller?.stack).slice(caller instanceof Error ? CONSTRUCTORS : 0);
  if (!(error instanceof Error) || frames.length === 0) return false;
  const { stack, message } = error;
  const own = framesOf(stack?.slice(stack.indexOf(message) + message.length));
  Reflect.set(error, "stack", [String(error), ...own.slice(0, OWN), ...frames].join("\n"));
  return true;
}

/** Number of frames of the runtime in a trace that is an error: the constructor of a promise and that of its subclass. */
const CONSTRUCTORS = 2;
/** Number of frames kept that show where an error was created. */
const OWN = 2;
const SHORT = 4;

/** The lines of a stack that are frames, except frames inside Node or Deno. */
function framesOf(stack: unknown): readonly string[] {
  if (typeof stack !== "string") return [];
  return stack.split("\n").filter((line) => /^\s+at |@/.test(line) && !/\b(node:internal\/|ext:)/.test(line));
}

/** Errors in other engines have properties such as `line`. */
function findsWhoAwaits(): boolean {
  return (
    engine.captureStackTrace !== undefined && !/line/i.test(Object.getOwnPropertyNames(new Error()).join())
  );
}
