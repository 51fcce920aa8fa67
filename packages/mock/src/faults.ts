import { isObject } from "./json.js";
import { RefusedRequestError } from "./server.js";

/** Something that goes wrong with a request. */
export interface Fault {
  /** The request is not carried out and gets this status, 400 to 599, with the documented body. */
  readonly status?: number | undefined;
  /** The response is sent this much later, in ms of the mock's clock. */
  readonly delay?: number | undefined;
  /** The request is carried out, but the connection is closed in the middle of the response. */
  readonly cut?: boolean | undefined;
  /** The request is carried out, but the body of the response is only the first half of it, so that it is no JSON. */
  readonly malformed?: boolean | undefined;
}

/** A fault that is planned for requests to come. */
export interface PlannedFault extends Fault {
  /** The operation that it is for, `GET /v1/books/{id}`. Default: all. */
  readonly operation?: string | undefined;
  /** Number of requests. Default: 1. */
  readonly times?: number | undefined;
}

/** The header with which a request asks for a fault: `status=503`, `delay=2000`, `cut`, `malformed`, or several with commas. */
export const FAULT_HEADER = "mock-fault";

/** The faults that are planned, in their order. */
export class Faults {
  readonly #operations: ReadonlySet<string>;
  readonly #script: readonly PlannedFault[];
  #planned: { readonly fault: PlannedFault; left: number }[] = [];

  /**
   * @param script The faults at the beginning.
   * @param operations The operations of the document, such as `GET /v1/books/{id}`.
   * @throws TypeError or RangeError when a fault of the script is invalid.
   */
  constructor(script: unknown, operations: ReadonlySet<string>) {
    this.#operations = operations;
    if (!Array.isArray(script)) throw new TypeError("faults must be a list, such as [{ status: 503 }]");
    for (const [index, fault] of script.entries()) this.#check(fault, `faults[${index}]`);
    this.#script = script;
    this.reset();
  }

  /** @throws TypeError or RangeError when the fault is invalid. */
  plan(fault: PlannedFault): void {
    this.#check(fault, "the fault");
    this.#planned.push(countdown(fault));
  }

  /** The fault of a request: the one that its header asks for, or else the first that is planned for its operation. */
  take(operation: string | undefined, header: string | undefined): Fault | undefined {
    if (header !== undefined) return readFault(header);
    const next = this.#planned.find(
      ({ fault }) => fault.operation === undefined || fault.operation === operation,
    );
    if (next === undefined) return undefined;
    next.left -= 1;
    this.#planned = this.#planned.filter(({ left }) => left > 0);
    return next.fault;
  }

  /** Begins again with the script. */
  reset(): void {
    this.#planned = this.#script.map(countdown);
  }

  #check(fault: unknown, subject: string): asserts fault is PlannedFault {
    if (!isObject(fault)) throw new TypeError(`${subject} must be an object, such as { status: 503 }`);
    const unknown = Object.keys(fault).find((name) => !NAMES.includes(name));
    if (unknown !== undefined) {
      throw new TypeError(`${subject} has ${JSON.stringify(unknown)}; it can have ${NAMES.join(", ")}`);
    }
    const { operation, times = 1 } = fault;
    if (operation !== undefined && !this.#operations.has(String(operation))) {
      throw new RangeError(`${subject}: the document has no operation ${JSON.stringify(operation)}`);
    }
    if (!(Number.isInteger(times) && Number(times) > 0))
      throw new RangeError(`${subject}: times must be an integer from 1, not ${times}`);
    checkFault(fault, subject);
  }
}

const NAMES: readonly string[] = ["status", "delay", "cut", "malformed", "operation", "times"];

function countdown(fault: PlannedFault): { readonly fault: PlannedFault; left: number } {
  return { fault, left: fault.times ?? 1 };
}

function readFault(header: string): Fault {
  const entries = header.split(",").map((part) => {
    const [name = "", value] = part.trim().split("=");
    if ((name === "status" || name === "delay") && value !== undefined) return [name, Number(value)] as const;
    if ((name === "cut" || name === "malformed") && value === undefined) return [name, true] as const;
    throw new RefusedRequestError(
      400,
      `the header ${FAULT_HEADER} has ${JSON.stringify(part.trim())}; it takes status=503, delay=2000, cut, malformed`,
    );
  });
  const fault: Fault = Object.fromEntries(entries);
  try {
    checkFault(fault, `the header ${FAULT_HEADER}`);
  } catch (error) {
    throw new RefusedRequestError(400, (error as Error).message);
  }
  return fault;
}

function checkFault({ status, delay }: Fault, subject: string): void {
  if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) {
    throw new RangeError(`${subject}: the status must be 400 to 599, not ${status}`);
  }
  if (delay !== undefined && !(delay >= 0 && delay <= 2_147_483_647)) {
    throw new RangeError(`${subject}: the delay must be a number of milliseconds from 0, not ${delay}`);
  }
}
