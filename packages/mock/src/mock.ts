import type { IncomingMessage } from "node:http";
import { performance } from "node:perf_hooks";
import { Admission } from "./admission.js";
import type { MockClock } from "./clock.js";
import { control, isControl } from "./control.js";
import type { Delivery, WebhookTarget } from "./events/delivery.js";
import { FAULT_HEADER, type PlannedFault } from "./faults.js";
import { type MockOptions, readOptions } from "./options.js";
import { parseTarget } from "./request-target.js";
import { operationOf } from "./responses.js";
import { type PlainResponse, readBody, serve } from "./server.js";
import { testSession } from "./test-session.js";
import { World } from "./world.js";

/** A request that the server received. */
export interface Arrival {
  /** When it arrived, in ms of `performance.now()`. */
  readonly at: number;
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** Status of the response; undefined until it is known. */
  readonly status: number | undefined;
  /** Fingerprint of the credentials, which distinguishes keys without revealing them; undefined if the request had none. */
  readonly key: string | undefined;
}

/** A running mock server. */
export interface Mock extends AsyncDisposable {
  /** Its URL, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  /** A key that it accepts: the first of the option `apiKeys`. */
  readonly apiKey: string;
  /** A session token for an app with this key, if the document describes session tokens (`x-session-token`). */
  readonly sessionToken: string | undefined;
  /** Every request since the start or the last `reset()`, in order of arrival. */
  readonly arrivals: readonly Arrival[];
  /** Every attempt to deliver an event since the start or the last `reset()`. */
  readonly deliveries: readonly Delivery[];
  /** The time of the mock, which can be moved forward. */
  readonly clock: MockClock;
  /** The names of the events that `sendEvent()` can send. */
  readonly events: readonly string[];
  /**
   * The records that a resource has now, in the order of lists.
   *
   * @param name The name of its schema, in the singular or as in the path: `Client`, `client` or `clients`.
   * @throws Error when there is no such resource.
   */
  records(name: string): readonly object[];
  /**
   * Lets something go wrong with the next requests.
   *
   * @throws TypeError or RangeError when a value is invalid, or the document has no such operation.
   * @example
   * mock.fail({ status: 503, operation: "GET /v1/clients", times: 2 });
   * mock.fail({ delay: 3_000 });
   */
  fail(fault: PlannedFault): void;
  /**
   * Sends the events of later changes to a URL, too.
   *
   * @throws TypeError when the URL is invalid.
   */
  deliverTo(target: WebhookTarget): void;
  /**
   * Sends an event to all targets now.
   *
   * @param event Its name in the document, such as `task.created`.
   * @param data What it is about. Default: the example of the document.
   * @returns The first attempt for each target.
   * @throws Error when the document has no such event.
   */
  sendEvent(event: string, data?: object): Promise<readonly Delivery[]>;
  /** Waits until no delivery is running. Later repetitions do not count; see `clock.advance()`. */
  delivered(): Promise<void>;
  /** Forgets all changes, arrivals, deliveries, planned faults and the counts of limits. The option `faults` begins again; targets and the time stay. */
  reset(): void;
  /** Stops the server and closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that behaves like the API in a document: it remembers what requests change, validates requests, enforces
 * the rate limit and the quota of each key, and delivers the events of changes.
 *
 * @throws Error when the document cannot be read, the port is taken, or an option is invalid.
 * @example
 * await using mock = await startMock();
 * const copilot = new Copilot({ apiKey: mock.apiKey, baseURL: mock.url });
 * const client = await copilot.clients.create({ givenName: "Ada", familyName: "Martin", email: "ada@acme.example" });
 * console.log(await copilot.clients.retrieve(client.id));
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const settings = await readOptions(options);
  const world = new World(settings);
  const admission = new Admission(settings, world);
  const arrivals: Arrival[] = [];
  const apiKey = settings.apiKeys?.[0] ?? "mock-key";

  const handle = async (incoming: IncomingMessage): Promise<PlainResponse> => {
    const at = performance.now();
    const { method = "GET", url: target = "/", headers } = incoming;
    const url = parseTarget(target);
    const credentials = admission.read(headers, url.searchParams);
    if (world.storage.has(url))
      return world.storage.respond({
        method,
        url,
        headers,
        body: await readBody(incoming, MAX_CONTENT_BYTES),
      });
    if (isControl(url)) return control({ method, url, body: await readBody(incoming) }, mock);
    const arrival: Mutable<Arrival> = {
      at,
      method,
      path: url.pathname,
      status: undefined,
      key: credentials.fingerprint,
    };
    arrivals.push(arrival);
    const operation = operationOf(world.operations, { method, url, headers });
    const refusal = admission.refusal(credentials, operation, at);
    const body = await readBody(incoming);
    const fault =
      refusal === undefined
        ? world.faults.take(operation?.id, [headers[FAULT_HEADER] ?? []].flat()[0])
        : undefined;
    const response = refusal ?? (await world.respond({ method, url, headers, body }, operation, fault));
    arrival.status = response.status;
    return response;
  };

  const server = await serve(handle, settings.port, settings.requestTimeout);
  world.storage.address = server.url;
  const mock: Mock = {
    url: server.url,
    apiKey,
    sessionToken: await testSession(settings.document, apiKey),
    arrivals,
    deliveries: world.deliveries.log,
    clock: world.clock,
    events: [...world.catalog.types.keys()],
    records: (name) => world.records(name),
    fail: (fault) => world.faults.plan(fault),
    deliverTo: (target) => world.webhooks.register(target),
    sendEvent: (event, data) => world.webhooks.send(event, data),
    delivered: () => world.deliveries.settled(),
    reset: () => {
      arrivals.length = 0;
      admission.reset();
      world.reset();
    },
    close: async () => {
      world.clock.stop();
      await server.close();
    },
    [Symbol.asyncDispose]: () => mock.close(),
  };
  return mock;
}

/** Maximum size of an uploaded content, in bytes. */
const MAX_CONTENT_BYTES = 100 * 1024 * 1024;

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };
