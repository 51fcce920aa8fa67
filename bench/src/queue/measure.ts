import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Copilot } from "../../../packages/copilot-sdk/dist/index.js";

/** The cost of calls that wait for the rate limit. */
export interface QueueFigures {
  readonly calls: number;
  /** Memory per waiting call in bytes, including its promise and its parameters. */
  readonly bytes: number;
  /** Time to start a call, in microseconds. */
  readonly microseconds: number;
}

/** Measures waiting calls. None of them is ever admitted. */
export function measureQueue(calls: number): QueueFigures {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const copilot = new Copilot({
    apiKey: `a-key-for-${calls}-calls`,
    fetch: () => new Promise(() => {}),
    rateLimit: { requests: 1 },
    timeout: Number.POSITIVE_INFINITY,
  });
  const waiting: Promise<unknown>[] = [copilot.clients.retrieve("first")];
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  for (let call = 0; call < calls; call++) waiting.push(copilot.clients.retrieve(String(call)));
  const taken = performance.now() - start;
  collectGarbage();
  const bytes = (process.memoryUsage().heapUsed - before) / calls;
  if (copilot.rateLimit.state()?.queued !== calls) throw new Error("not all of the calls wait");
  return { calls, bytes: Math.round(bytes), microseconds: (taken * 1000) / waiting.length };
}
