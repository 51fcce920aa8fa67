import { setFlagsFromString } from "node:v8";

/** The first version of V8 whose second optimizing compiler, Maglev, is on in Node. */
const WITH_MAGLEV = 13;

/**
 * Lets V8 compile functions with TurboFan after ten times as many calls as usual. A run ends before most of them repay the time that this
 * compiler takes; what Maglev has compiled before is fast enough.
 */
export function optimizeLate(): void {
  if (Number.parseInt(process.versions.v8, 10) < WITH_MAGLEV) return;
  setFlagsFromString("--invocation-count-for-turbofan=30000");
}
