// Compiled, never run: errors of operations with documented bodies.
import {
  type APIError,
  type ErrorClass,
  type ErrorOf,
  isErrorOf,
  operation,
  pageOperation,
  NotFoundError as RuntimeNotFoundError,
} from "@copilot-sdk/runtime";

interface Missing {
  resource: string;
}
interface Problem {
  title: string;
}

const retrieve = operation<
  { id: string },
  object,
  Record<404, Missing> & Record<400 | 422, Problem> & Record<"5XX", { trace: string }>
>({ id: "retrieve", method: "GET", path: "/items/{id}" });

export function statuses(error: unknown): string {
  if (!isErrorOf(retrieve, error)) return "another error";
  const isAnAPIError: APIError = error;
  // @ts-expect-error: an additional status may have any body
  error.body.title;
  switch (error.status) {
    case 404:
      return error.body.resource;
    case 400:
    case 422:
      return error.body.title;
    case 503:
      return error.body.trace;
    default: {
      // @ts-expect-error: the document does not describe the others, except 5XX
      error.body.title;
      return isAnAPIError.message;
    }
  }
}

const list = pageOperation<object, object, object, Record<"default", Problem> & Record<404, Missing>>({
  id: "list",
  method: "GET",
  path: "/items",
});

/** With a default, each error has a documented body. */
export function titleOf(error: ErrorOf<typeof list>): string {
  return error.status === 404 ? error.body.resource : error.body.title;
}

const undocumented = operation<object, object>({ id: "undocumented", method: "GET", path: "/" });

export function unknownBody(error: unknown): unknown {
  // @ts-expect-error: nothing is known about the body
  return isErrorOf(undocumented, error) ? error.body.title : undefined;
}

const NotFoundError: ErrorClass<typeof RuntimeNotFoundError, Problem> = RuntimeNotFoundError as never;
type NotFoundError = InstanceType<typeof NotFoundError>;

/** A class whose body has a known type narrows. The body of a proxy is a string. */
export function titleOfMissing(error: unknown): string {
  if (!(error instanceof NotFoundError)) return "another error";
  const same: NotFoundError = error;
  const original: RuntimeNotFoundError = error;
  // @ts-expect-error: it may be a string
  error.body.title;
  return typeof error.body === "object" ? error.body.title : `${same.status} ${original.message}`;
}

export class OwnError extends NotFoundError {
  readonly title = typeof this.body === "object" ? this.body.title : "none";
}
