import { packagesOf } from "../consumers/programs.ts";
import { asObject, type JsonObject } from "../document/json.ts";
import { schemasOf } from "../document/schemas.ts";
import { additiveKinds } from "../mutate/additive/index.ts";
import { markOf } from "../mutate/additive/new-schemas.ts";
import { mutate, mutationsOf } from "../mutate/mutate.ts";
import type { Mutation } from "../mutate/mutation.ts";
import type { Progress } from "../progress.ts";
import type { Subject } from "../subjects.ts";
import { callEverything } from "./client-program.ts";
import { deliverEverything } from "./listener-program.ts";
import { MARK, withNewAnswers } from "./new-answers.ts";
import { runWireTests } from "./wire-tests.ts";

/** The results of the built packages of the last release against a server with every additive mutation. */
export interface WireResult {
  /** Wire tests that passed and failed. */
  readonly tests: { readonly passed: number; readonly failed: number };
  readonly calls: number;
  readonly events: { readonly known: number; readonly unknown: number };
  /** The number of new properties and values in responses and events. */
  readonly expected: number;
  /** The number of them that arrived unchanged. */
  readonly arrived: number;
  readonly failures: readonly string[];
}

export interface WireRunOptions {
  readonly seed: number;
  /** Whether the wire tests run, which take the longest. Default: true. */
  readonly withTests?: boolean;
  readonly onProgress: Progress;
}

/** Runs the built packages against mocks of a document with every additive mutation. */
export async function runWire(
  { source }: Subject,
  { seed, withTests = true, onProgress }: WireRunOptions,
): Promise<WireResult> {
  const mutations = mutationsOf(source, additiveKinds, seed);
  const document = withNewAnswers(mutate(source, mutations, additiveKinds).document);
  const packages = await packagesOf(source);
  onProgress("wire: the last release's calls");
  const client = await callEverything(document, packages);
  onProgress("wire: the last release's listeners");
  const listener = await deliverEverything(document);
  onProgress("wire: the last release's wire tests");
  const folders = withTests ? Object.keys(source.config.packages ?? {}) : [];
  const tests = await runWireTests(document, folders);
  const arrived = new Set(`${client.received}\n${listener.received}`.match(MARK));
  const expected = mutations.filter(isReceived(source.document));
  const lost = expected.filter((mutation) => !arrived.has(markOf(mutation)));
  return {
    tests: { passed: tests.passed, failed: tests.failed },
    calls: client.calls,
    events: { known: listener.known, unknown: listener.unknown },
    expected: expected.length,
    arrived: expected.length - lost.length,
    failures: [
      ...client.failures,
      ...listener.failures,
      ...tests.failures,
      ...lost.map(({ kind, place }) => `${kind} at ${place.title} did not arrive`),
    ],
  };
}

/** Whether a mutation is visible in a successful response or an event. */
function isReceived(document: JsonObject): (mutation: Mutation) => boolean {
  const places = new Set(
    schemasOf(withSuccessesAlone(document)).flatMap(({ pointer, directions }) =>
      directions.has("response") ? [pointer] : [],
    ),
  );
  const values = new Set(["attribute", "certain-attribute", "read-only-attribute", "enum-value"]);
  return ({ kind, place }) => kind === "event" || (values.has(kind) && places.has(place.pointer));
}

/** Errors are tested separately, and session tokens do not come from the server. */
function withSuccessesAlone({ "x-session-token": _, ...document }: JsonObject): JsonObject {
  const copy = structuredClone(document);
  for (const item of Object.values(asObject(copy.paths)).map(asObject)) {
    for (const operation of Object.values(item).map(asObject)) {
      const { responses } = operation;
      if (responses === undefined) continue;
      const successes = Object.entries(asObject(responses)).filter(([status]) => status.startsWith("2"));
      operation.responses = Object.fromEntries(successes);
    }
  }
  return copy;
}
