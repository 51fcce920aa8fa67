import { asObject, isObject } from "./json.js";
import type { Mock } from "./mock.js";
import { jsonResponse, messageResponse, type PlainResponse } from "./server.js";

/** The path below which a mock is controlled from other processes. */
const CONTROL = "/_mock";

interface ControlRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: Buffer;
}

/** Whether a request is for the mock itself, not for the API. */
export function isControl({ pathname }: URL): boolean {
  return pathname === CONTROL || pathname.startsWith(`${CONTROL}/`);
}

/** Does over HTTP what the functions of a mock do. Such requests need no key and are not recorded. */
export async function control(request: ControlRequest, mock: Mock): Promise<PlainResponse> {
  const { method, url } = request;
  const [, name = "", operand = ""] = url.pathname.slice(CONTROL.length).split("/").map(decodeURIComponent);
  if (method === "GET" && name === "") return jsonResponse(200, descriptionOf(mock));
  const act = method === "POST" ? ACTIONS[name] : undefined;
  if (act === undefined) return messageResponse(404, `the mock has ${COMMANDS}`);
  try {
    return jsonResponse(200, (await act(mock, readBody(request), operand)) ?? {});
  } catch (error) {
    return messageResponse(400, error instanceof Error ? error.message : String(error));
  }
}

type Action = (mock: Mock, body: unknown, operand: string) => unknown;

const ACTIONS: { readonly [name: string]: Action | undefined } = {
  events: (mock, body, event) => mock.sendEvent(event, isObject(body) ? body : undefined),
  webhooks: (mock, body) => {
    const { url, secret } = asObject(body);
    mock.deliverTo({ url: String(url), secret: String(secret ?? "mock-secret") });
  },
  faults: (mock, body) => mock.fail(asObject(body)),
  clock: async (mock, body) => {
    await mock.clock.advance(Number(asObject(body).advance));
    return { now: new Date(mock.clock.now()).toISOString() };
  },
  reset: (mock) => mock.reset(),
};

const COMMANDS = [
  "GET /_mock",
  "POST /_mock/events/{event}",
  "POST /_mock/webhooks",
  "POST /_mock/faults",
  "POST /_mock/clock",
  "POST /_mock/reset",
].join(", ");

function descriptionOf({ url, events, arrivals, deliveries, clock }: Mock): object {
  return { url, now: new Date(clock.now()).toISOString(), events, arrivals, deliveries };
}

/** @throws SyntaxError when the body is not JSON. */
function readBody({ body }: ControlRequest): unknown {
  return body.length === 0 ? undefined : JSON.parse(body.toString());
}
