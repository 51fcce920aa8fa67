import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Bundle, bundle, type Weight, weightOf } from "./bundle.ts";
import { subjects } from "./measure.ts";

/** The part of a bundle that an ability of the client takes: how much smaller the bundle is without its modules. */
export interface AbilityFigures extends Weight {
  readonly ability: string;
}

/**
 * Divides the bundle of one operation by the abilities that its modules implement.
 *
 * @throws Error if a module belongs to no ability, so that the list stays complete.
 */
export async function measureAbilities(): Promise<readonly AbilityFigures[]> {
  const subject = subjects.find(({ name }) => name === "operation");
  if (subject === undefined) throw new Error("one operation is not measured");
  // The built runtime consists of few files, so its sources are bundled.
  const whole = await bundle({ ...subject, alias: { "@copilot-sdk/runtime": `${runtime}/index.ts` } });
  const owners = ownersOf(whole);
  const { minified, gzipped } = weightOf(whole.code);
  return abilities
    .map(([ability]) => {
      const rest = weightOf(
        [...whole.code].filter((_character, index) => owners[index] !== ability).join(""),
      );
      return { ability, minified: minified - rest.minified, gzipped: gzipped - rest.gzipped };
    })
    .sort((one, other) => other.gzipped - one.gzipped);
}

/** The ability of each character of a bundle; undefined for those of the bundler. */
function ownersOf({ code, moduleAt }: Bundle): readonly (string | undefined)[] {
  const known = new Map<string, string>();
  let line = 0;
  let start = 0;
  return [...code].map((character, index) => {
    const path = moduleAt(line, index - start);
    if (character === "\n") {
      line++;
      start = index + 1;
    }
    if (path === undefined) return undefined;
    const ability = known.get(path) ?? abilityOf(relative(runtime, path));
    known.set(path, ability);
    return ability;
  });
}

const runtime = fileURLToPath(new URL("../../../packages/runtime/src", import.meta.url));

function abilityOf(module: string): string {
  const found = abilities.find(([, pattern]) => pattern.test(module));
  if (found === undefined) throw new Error(`${module} is in the bundle, but belongs to no ability`);
  return found[0];
}

/** Each ability, with the modules of the runtime that implement it. The first match counts. */
const abilities: readonly (readonly [ability: string, modules: RegExp])[] = [
  ["the key used by other processes: probing, shares", /^rate-limit\/(adaptive-limit|spare-slot)/],
  ["requests of workers, which end without notice", /^(rate-limit\/(separate|watched)|platform\/roll-call)/],
  ["the learned round trip and late arrivals", /^rate-limit\/(round-trip|recent|late|default-floor)/],
  [
    "the exact limit: slots, queue, one for all clients",
    /^(rate-limit\/|platform\/(alarm|process-registry))/,
  ],
  ["the monthly quota", /^quota\//],
  ["lists: pages, iteration, prefetching", /^pages\//],
  [
    "requests: parameters, headers, checked arguments",
    /^(operations\/|calls\/(request-|check-options|credentials|check-cred))/,
  ],
  ["retries and the retry budget", /^calls\/retry/],
  ["attempts, middleware", /^calls\/(attempt|middleware)/],
  ["sending, checks of what `fetch` returns", /^calls\/send/],
  ["calls: timeout, deadline, aborts", /^(calls\/(call\.|api-promise|interruption)|platform\/abort)/],
  ["responses left to the caller", /^(calls\/unread|responses\/watch)/],
  ["bodies: size limit, charsets, cut-off and wrong JSON", /^responses\/(read-|json)/],
  ["why a connection failed", /^responses\/network/],
  [
    "classes of errors, and errors of the server",
    /^(errors\/(errors|sdk|error-view|content|causes)|responses\/error)/,
  ],
  ["the caller in the stack of errors", /^errors\/(caller|traced)/],
  ["secrets hidden in errors and logs", /secrets/],
  ["log, events, observers", /^(calls\/call-(log|reports)|platform\/(logger|observer))/],
  ["options, environment, settings", /^(client\/|platform\/(environment|url)|errors\/check)/],
  ["time that survives fake clocks", /^platform\/(clock|steady)/],
  ["the description of the API and the operation", /^\.\./],
];
