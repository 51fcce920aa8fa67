import { RUNTIME_PACKAGE } from "../names/runtime-symbols.ts";

/**
 * Source text of the runtime under the owner's name: the names of packages, of metrics, of what processes share, and of the client in
 * examples. Otherwise two runtimes of different owners would take each other's objects and files for their own.
 *
 * @param module The npm name that its users know it by, `@acme/runtime`.
 * @param entry The name of one of its modules, by the name in the runtime. Default: below `module`.
 */
export function renamed(
  text: string,
  module: string,
  entry: (name: string) => string = (name) => `${module}/${name}`,
): string {
  const words = module.split(/[^a-z\d]+/).filter((word) => word !== "");
  return text
    .replaceAll(new RegExp(`${RUNTIME_PACKAGE}/([a-z-]+)`, "g"), (_, name: string) => entry(name))
    .replaceAll(RUNTIME_PACKAGE, module)
    .replaceAll(/(?<=`)redisRateLimit` of `@copilot-sdk\/redis(?=`)/g, "redisRateLimit")
    .replaceAll("copilot_sdk", words.join("_"))
    .replaceAll("copilot-sdk", words.join("-"))
    .replaceAll(/\bcopilot\b/g, "client")
    .replaceAll(/\bCopilot\b/g, "Client");
}
