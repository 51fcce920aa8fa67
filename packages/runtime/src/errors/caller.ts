/** The frames of a moment. */
export interface Trace {
  readonly stack?: unknown;
}

/** What some engines have beside the standard. */
interface Engine {
  stackTraceLimit?: number;
  captureStackTrace?(target: object, above: unknown): void;
}

const engine = Error as ErrorConstructor & Engine;

/**
 * Whether the engine finds the functions that await a promise when a trace is taken in what will reject it. V8 does. There a trace
 * costs microseconds, so a call takes none while it may succeed. In other engines a trace is cheap, and a call takes one when it begins.
 */
export const FINDS_WHO_AWAITS: boolean = /* @__PURE__ */ findsWhoAwaits();

/** The frames of this moment, without those from the function `above` on. */
export function trace(above: unknown): Trace {
  const target: Trace = {};
  engine.captureStackTrace?.(target, above);
  return target;
}

/** The same with few frames, because very many may be kept. */
export function shortTrace(above: unknown): Trace {
  const { stackTraceLimit = 0 } = engine;
  // Where the global objects are frozen this does nothing.
  Reflect.set(engine, "stackTraceLimit", Math.min(stackTraceLimit, SHORT));
  const short = trace(above);
  Reflect.set(engine, "stackTraceLimit", stackTraceLimit);
  return short;
}

/**
 * Adds a trace to an error's stack, which keeps its first frames: those of the place where the error was made.
 *
 * @param skip How many frames of the trace are not the caller's.
 * @returns Whether the trace has frames.
 */
export function addCaller(error: unknown, caller: Trace | undefined, skip = 0): boolean {
  const frames = framesOf(caller?.stack).slice(skip);
  if (!(error instanceof Error) || frames.length === 0) return false;
  const { stack, message } = error;
  const own = framesOf(stack?.slice(stack.indexOf(message) + message.length));
  Reflect.set(error, "stack", [String(error), ...own.slice(0, OWN), ...frames].join("\n"));
  return true;
}

/** Frames of the place where an error was made that its stack keeps. */
const OWN = 2;
const SHORT = 4;

/** The lines of a stack that are frames, except those of Node's and Deno's own code. */
function framesOf(stack: unknown): readonly string[] {
  if (typeof stack !== "string") return [];
  return stack.split("\n").filter((line) => /^\s+at |@/.test(line) && !/\b(node:internal\/|ext:)/.test(line));
}

/** Errors of other engines have properties such as `line`. */
function findsWhoAwaits(): boolean {
  return (
    engine.captureStackTrace !== undefined && !/line/i.test(Object.getOwnPropertyNames(new Error()).join())
  );
}
