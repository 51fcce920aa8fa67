export { emitRuntimePackage } from "./own-package.ts";
export { placeRuntime } from "./place-runtime.ts";
