// The files of these tests share processes. Each begins as in a process of its own: with its own modules, and without what the runtime keeps for
// the whole process or what an earlier file has replaced.

import { vi } from "vitest";

vi.resetModules();
vi.useRealTimers();
vi.unstubAllGlobals();
vi.unstubAllEnvs();
vi.restoreAllMocks();
for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
  if (symbol.description?.startsWith("@copilot-sdk/runtime: ")) Reflect.deleteProperty(globalThis, symbol);
}
