import { Clock } from "./clock.js";
import { DocumentedErrors } from "./documented-errors.js";
import { Deliveries, EventCatalog, Webhooks } from "./events/index.js";
import { type Fault, Faults } from "./faults.js";
import { asObject, type JsonObject } from "./json.js";
import { Memory, nounOf } from "./memory/index.js";
import { type Operation, readOperations } from "./operations.js";
import type { Settings } from "./options.js";
import { readPagination } from "./pages.js";
import { prepareDocument } from "./prepared-document.js";
import { type PlainRequest, startPrism } from "./prism.js";
import { type Respond, respondFrom } from "./responses.js";
import type { PlainResponse } from "./server.js";
import { Storage } from "./storage.js";

/** The state of a mock: the operations, the records, the time, the faults, and the callbacks. */
export class World {
  readonly operations: readonly Operation[];
  readonly errors: DocumentedErrors;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly storage: Storage = new Storage();
  readonly catalog: EventCatalog;
  readonly deliveries: Deliveries;
  readonly webhooks: Webhooks;
  readonly #memory: () => Memory | undefined;
  readonly #respond: Respond;

  constructor(settings: Settings) {
    const { document, hasMemory, seed, total, size, webhooks, faults, startsAt } = settings;
    const prepared = prepareDocument(document);
    this.operations = readOperations(document);
    this.errors = new DocumentedErrors(document);
    this.faults = new Faults(faults, new Set(this.operations.map(({ id }) => id)));
    this.clock = new Clock(startsAt);
    const now = () => this.clock.now();
    this.catalog = new EventCatalog(document, prepared);
    this.deliveries = new Deliveries({
      header: signatureHeader(document),
      retryAfter: webhooks?.retryAfter ?? [5_000, 30_000, 300_000],
      timeout: webhooks?.timeout ?? 10_000,
      clock: this.clock,
    });
    this.webhooks = new Webhooks(this.catalog, this.deliveries, now, webhooks?.secret ?? "mock-secret");
    if (webhooks !== undefined) this.webhooks.register(webhooks);
    // Only the first request needs it: a large document takes seconds to read.
    let memory: Memory | undefined;
    this.#memory = () => {
      if (!hasMemory) return undefined;
      memory ??= new Memory({
        document: prepared,
        operations: this.operations,
        errors: this.errors,
        pagination: readPagination(document),
        total,
        size,
        seed,
        now,
        storage: this.storage,
        onChange: (change) => this.webhooks.onChange(change),
      });
      return memory;
    };
    this.webhooks.watch(this.#memory);
    this.#respond = respondFrom(startPrism(prepared, this.operations), this.#memory);
  }

  /** Responds to a request that is carried out, unless a fault prevents that. */
  async respond(
    request: PlainRequest,
    operation: Operation | undefined,
    fault: Fault | undefined,
  ): Promise<PlainResponse> {
    const { status, delay = 0, cut: isCut = false, malformed = false } = fault ?? {};
    const response =
      status === undefined
        ? await this.#respond(request, operation)
        : this.errors.example(operation, status, "This error was asked for");
    if (delay > 0) await this.clock.wait(delay);
    const { body } = response;
    return { ...response, isCut, body: malformed ? body.slice(0, Math.ceil(body.length / 2)) : body };
  }

  /** @throws Error when there is no resource with this name. */
  records(name: string): readonly JsonObject[] {
    const memory = this.#memory();
    const resources = memory?.resources ?? [];
    const wanted = nounOf(name).join(" ");
    const found = resources.find(({ nouns }) => nouns.some((noun) => noun.join(" ") === wanted));
    if (found === undefined || memory === undefined) {
      const names = resources.map(({ nouns }) => nouns[0]?.join(" ")).join(", ");
      throw new Error(
        `there are no records of ${JSON.stringify(name)}; there are: ${names === "" ? "none" : names}`,
      );
    }
    return memory.recordsOf(found);
  }

  /** Forgets what requests changed, what was delivered, and what was to go wrong. */
  reset(): void {
    this.#memory()?.reset();
    this.deliveries.log.length = 0;
    this.faults.reset();
    this.storage.reset();
  }
}

/** The header that the document signs events with. */
function signatureHeader(document: JsonObject): string {
  return String(asObject(document["x-webhook-signature"]).header ?? "X-Webhook-Signature");
}
