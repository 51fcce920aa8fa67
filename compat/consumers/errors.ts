// Error handling and middleware.
import {
  APIConnectionError,
  APIError,
  BadRequestError,
  type ClientOptions,
  Copilot,
  type Middleware,
  NotFoundError,
  QuotaExceededError,
  RateLimitError,
} from "copilot-sdk";

export async function findTask(copilot: Copilot, id: string): Promise<string | undefined> {
  try {
    return (await copilot.tasks.retrieve(id)).name;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    if (error instanceof QuotaExceededError || error instanceof RateLimitError) return "later";
    if (error instanceof BadRequestError) return error.message;
    if (error instanceof APIConnectionError) return "offline";
    if (error instanceof APIError && error.status === 418) return String(error.code);
    throw error;
  }
}

const timed: Middleware = (next) => async (request) => {
  const response = await next(request);
  console.log(request.method, request.url, response.status);
  return response;
};

export const options: ClientOptions = {
  apiKey: "key",
  middleware: [timed],
  rateLimit: { requests: 10 },
  onEvent: (event) => console.log(event.kind),
  logger: { debug() {}, info() {}, warn() {}, error() {} },
};
export const copilot = new Copilot({ ...options, logLevel: "warn" });
