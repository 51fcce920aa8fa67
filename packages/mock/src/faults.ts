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
  #planned: { readonly fault: PlannedFault; left: number }[] = [];

  /** @throws RangeError when a value is out of range. */
  plan(fault: PlannedFault): void {
    checkFault(fault);
    const { times = 1 } = fault;
    if (!(Number.isInteger(times) && times > 0))
      throw new RangeError(`times must be an integer from 1, not ${times}`);
    this.#planned.push({ fault, left: times });
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

  clear(): void {
    this.#planned = [];
  }
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
    checkFault(fault);
  } catch (error) {
    throw new RefusedRequestError(400, `the header ${FAULT_HEADER}: ${(error as Error).message}`);
  }
  return fault;
}

function checkFault({ status, delay }: Fault): void {
  if (status !== undefined && !(Number.isInteger(status) && status >= 400 && status <= 599)) {
    throw new RangeError(`the status of a fault must be 400 to 599, not ${status}`);
  }
  if (delay !== undefined && !(delay >= 0 && delay <= 2_147_483_647)) {
    throw new RangeError(`the delay of a fault must be a number of milliseconds from 0, not ${delay}`);
  }
}
