import { type DocumentSource, ownDocument, readData, readDocument } from "./document.js";
import type { WebhookTarget } from "./events/delivery.js";
import type { PlannedFault } from "./faults.js";
import type { JsonObject } from "./json.js";
import type { PageOptions } from "./pages.js";
import { readQuota } from "./quota.js";
import { type RateLimit, readRateLimit } from "./rate-limit.js";

/** Where events are sent to, and how. */
export interface WebhookOptions extends WebhookTarget {
  /**
   * How long after a response other than 2xx an event is sent again, in ms of the mock's clock; one entry for each repetition. Default:
   * `[5_000, 30_000, 300_000]`.
   */
  readonly retryAfter?: readonly number[] | undefined;
  /** Time limit of a response, in ms. Default: 10,000. */
  readonly timeout?: number | undefined;
}

/** Options of a mock server. */
export interface MockOptions {
  /** The bundled OpenAPI document: a JSON or YAML file, or the parsed object. Default: the document of the API in this package. */
  readonly document?: DocumentSource | undefined;
  /** TCP port on 127.0.0.1. Default: 0, any free port. */
  readonly port?: number | undefined;
  /**
   * Whether requests change what later requests see. Otherwise each response is the document's example. Default: true.
   */
  readonly memory?: boolean | undefined;
  /** Selects the data at the beginning: the same seed gives the same data. An integer. Default: 1. */
  readonly seed?: number | undefined;
  /** Length of the lists at the beginning, and of a page. */
  readonly pages?: PageOptions | undefined;
  /** The only keys that are accepted; others get a 401. Default: any key. */
  readonly apiKeys?: readonly string[] | undefined;
  /** The rate limit of each key; false: none. Default: the `x-rate-limit` of the document. */
  readonly rateLimit?: RateLimit | false | undefined;
  /** A plan in `x-rate-limit.quota.plans` of the document, whose monthly quota each key has. Default: none, no quota. */
  readonly plan?: string | undefined;
  /** Where the events of the document's `webhooks` are sent to. Default: nowhere, until `mock.deliverTo()` or the API itself names a URL. */
  readonly webhooks?: WebhookOptions | undefined;
  /**
   * The faults of the first requests, in order, as with `mock.fail()`: the script of a test. A JSON or YAML file with a list of faults,
   * or the list itself. `mock.reset()` begins it again. Default: none.
   */
  readonly faults?: string | URL | readonly PlannedFault[] | undefined;
  /** The time at the beginning. Default: the real time. */
  readonly startsAt?: Date | undefined;
  /** Time limit for receiving a whole request, in ms; slower requests get a 408. Default: 10,000. */
  readonly requestTimeout?: number | undefined;
}

/** Options with the defaults and what they say about the document. */
export interface Settings {
  readonly document: JsonObject;
  readonly port: number;
  readonly hasMemory: boolean;
  readonly seed: number;
  readonly total: number;
  readonly size: number;
  readonly apiKeys: readonly string[] | undefined;
  readonly rateLimit: RateLimit | undefined;
  readonly quota: number | undefined;
  readonly webhooks: WebhookOptions | undefined;
  /** A list of faults, not checked yet. */
  readonly faults: unknown;
  readonly startsAt: number | undefined;
  readonly requestTimeout: number;
}

/** @throws Error when the document or the file of faults cannot be read, or an option is invalid. */
export async function readOptions(options: MockOptions): Promise<Settings> {
  const document = await readDocument(options.document ?? ownDocument);
  const { total = 45, size = 20 } = options.pages ?? {};
  check("pages.total", total, Number.isInteger(total) && total >= 0, "an integer from 0");
  check("pages.size", size, Number.isInteger(size) && size > 0, "an integer from 1");
  const { seed = 1 } = options;
  check("seed", seed, Number.isInteger(seed), "an integer");
  return {
    document,
    port: options.port ?? 0,
    hasMemory: options.memory ?? true,
    seed,
    total,
    size,
    apiKeys: options.apiKeys,
    rateLimit: options.rateLimit === false ? undefined : (options.rateLimit ?? readRateLimit(document)),
    quota: readQuota(document, options.plan),
    webhooks: options.webhooks,
    faults: await readFaults(options.faults ?? []),
    startsAt: options.startsAt?.getTime(),
    requestTimeout: options.requestTimeout ?? 10_000,
  };
}

/** A list of faults, or what a file has in its place. */
function readFaults(source: string | URL | readonly PlannedFault[]): unknown {
  return typeof source === "string" || source instanceof URL ? readData(source) : source;
}

function check(name: string, value: unknown, isRight: boolean, expected: string): void {
  if (!isRight) throw new RangeError(`the option ${name} must be ${expected}, not ${String(value)}`);
}
