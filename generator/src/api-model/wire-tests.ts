import type { OperationModel } from "./api-model.ts";

/** The documented statuses that a test can request from the mock server: those that end a call. None if there is a reason not to. */
export function testedStatuses(operation: OperationModel): readonly number[] {
  return reasonWithoutStatuses(operation) === undefined ? endingStatuses(operation) : [];
}

/** Why the generated wire tests do not call an operation. `undefined` if they do. */
export function untestedReason(operation: OperationModel): string | undefined {
  const reason = reasonWithoutStatuses(operation);
  if (reason !== undefined || endingStatuses(operation).length > 0) return reason;
  return operation.statuses.length === 0
    ? "it documents no response with an exact status"
    : "it documents no status that ends a call";
}

function endingStatuses({ statuses }: OperationModel): readonly number[] {
  return statuses.filter((status) => ![1, 3].includes(Math.floor(status / 100)));
}

function reasonWithoutStatuses(operation: OperationModel): string | undefined {
  const { path, httpMethod, query, lacksBody, lacksSample } = operation;
  if (lacksBody === true) return `it requires a body, which a ${httpMethod} request cannot have`;
  if (lacksSample === true) return "no value fits one of its required parameters";
  if (/[?#]/.test(path)) return "its path has a query or a fragment";
  if (UNSENDABLE.test(httpMethod)) return `\`fetch\` does not send ${httpMethod} requests`;
  if (!MOCKED.test(httpMethod)) return `the mock server does not know the method ${httpMethod}`;
  return query.some(({ whole }) => whole) ? "one of its parameters is the whole query" : undefined;
}

const MOCKED = /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH)$/;

/** The methods of requests that `fetch` rejects. */
export const UNSENDABLE = /^(CONNECT|TRACE|TRACK)$/i;
