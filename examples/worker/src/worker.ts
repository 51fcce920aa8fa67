// A worker with two routes: the tasks of the user who opened the app, and the receiver of events.
import { createWebhookHandler, type WebhookHandler } from "@copilot-sdk/webhooks";
import { Copilot } from "copilot-sdk";
import { SessionTokenError } from "copilot-sdk/session";

/** The bindings of the worker. */
export interface Env {
  readonly COPILOT_API_KEY: string;
  readonly COPILOT_WEBHOOK_SECRET: string;
  /** The address of a mock. Not set in production. */
  readonly COPILOT_BASE_URL?: string;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    switch (`${request.method} ${pathname}`) {
      case "GET /tasks":
        return listTasks(searchParams.get("token"), env);
      case "POST /webhooks":
        return receiver(env).fetch(request);
      default:
        return new Response("There is no such route.", { status: 404 });
    }
  },
};

async function listTasks(token: string | null, env: Env): Promise<Response> {
  try {
    const copilot = await Copilot.fromSession(token, {
      apiKey: env.COPILOT_API_KEY,
      baseURL: env.COPILOT_BASE_URL,
    });
    const { clientId, internalUserId } = copilot.session;
    const { data } = await copilot.tasks.list(clientId === undefined ? { internalUserId } : { clientId });
    return Response.json(data.map(({ id, name, status }) => ({ id, name, status })));
  } catch (error) {
    if (!(error instanceof SessionTokenError)) throw error;
    console.warn(`session refused: ${error.code}`);
    return new Response("Open this app from the dashboard or the portal.", { status: 401 });
  }
}

let handler: WebhookHandler | undefined;

/** The handler of events, which needs the secret in the bindings of the first request. */
function receiver(env: Env): WebhookHandler {
  handler ??= createWebhookHandler({
    secret: env.COPILOT_WEBHOOK_SECRET,
    on: {
      "task.completed": ({ data }) => console.log(`completed: ${data.name}`),
    },
    fallback: ({ eventType }) => console.log(`no listener for ${eventType}`),
  });
  return handler;
}
