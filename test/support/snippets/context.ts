// The names that snippets use without declaring them. This file is beside the snippets when they are compiled and run.

import type { GeneratedFile, PackageModel } from "@copilot-sdk/generator/kit";
import { startMock } from "@copilot-sdk/mock";
import {
  ApiClient,
  type ClientOptions,
  type Middleware,
  operation,
  pageOperation,
} from "@copilot-sdk/runtime";
import { type Credential, securitySchemes } from "@copilot-sdk/runtime/auth";
import { type OAuthCredential, oauth2 } from "@copilot-sdk/runtime/oauth";
import { eventStream, type StreamPromise, streamOf, streamOperation } from "@copilot-sdk/runtime/streams";
import { createWebhookHandler, webhooks } from "@copilot-sdk/webhooks";
import { Copilot, type Files } from "copilot-sdk";
import { createTestSessionToken } from "copilot-sdk/session";
import { shapes as ownShapes } from "copilot-sdk/shapes";

export { createReadStream, openAsBlob } from "node:fs";
export { stat } from "node:fs/promises";
export { context, metrics, propagation, trace } from "@opentelemetry/api";
export { afterAll, beforeAll, test } from "vitest";

// This API.
export const apiKey: string = "test";
export const id: string = "42";
export const copilot: Copilot = new Copilot();
export const files: Files = copilot.files;
export const signal: AbortSignal = new AbortController().signal;
export const params = { channelId: id, path: "report.pdf" };
export const content: Blob = new Blob(["text"]);
export const shapes: typeof ownShapes = ownShapes;
export const invoice = await copilot.invoices.retrieve(id);
export const labels: Readonly<Record<string, string>> = { paid: "Paid" };

// Webhooks and sessions.
export const secret: string = "test";
export const token: string = await createTestSessionToken({ workspaceId: "w_1" }, { apiKey });
export const handler = createWebhookHandler({ on: {}, fallback: () => {}, secret });
export const data: object = {};
export const app = { post: (_path: string, _handler: unknown): void => {} };
const body = JSON.stringify({ eventType: "client.created", created: new Date().toISOString(), data });
/** A signed request, whose body can be read by several snippets. */
export const request: Request = Object.assign(
  new Request(`https://app.test/?token=${token}`, {
    method: "POST",
    headers: await webhooks.generateTestHeaders(body, { secret }),
  }),
  { text: () => Promise.resolve(body) },
);

/** A mock of its own: what snippets plan for it concerns no other. */
export const mock = await startMock();

// An API that the examples of the runtime describe.
export const name: string = "Shop";
export const baseURL: string = "https://shop.example";
export const environment: string = "SHOP";
export const api = { name, baseURL, environment };
export const client: ApiClient = new ApiClient(api, { apiKey });

export interface OrderEvent {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly isLast: boolean;
}
export interface Parcel {
  readonly id: string;
}
export interface Problem {
  readonly title: string;
}
export interface AddPhotoParams {
  readonly contentType?: string;
  readonly body?: Blob;
}
export interface Orders {
  watch(): StreamPromise<OrderEvent>;
}
export const order: OrderEvent = { id: "1", kind: "paid", text: "Paid.", isLast: true };
export const stream: StreamPromise<OrderEvent> = streamOf([order]);
export const watchOrders = streamOperation<{ shop: string }, OrderEvent>(
  { id: "watchOrders", method: "GET", path: "/v1/{shop}/events" },
  eventStream,
);
export const listRepositories = pageOperation<object, { id: string }>({
  id: "listRepositories",
  method: "GET",
  path: "/repositories",
  pagination: { kind: "cursor", cursor: "next", items: "data", next: "next" },
});
export const listCalls = operation<{ AccountSid?: string }, object>({
  id: "listCalls",
  method: "GET",
  path: "/Accounts/{AccountSid}/Calls",
});
export type Options = ClientOptions & { readonly accountSid: string };
export const downloadPicture = operation<{ id: string }, Response>({
  id: "downloadPicture",
  method: "GET",
  path: "/pictures/{id}",
  response: "binary",
});
export const destination: WritableStream<Uint8Array> = new WritableStream();
export const newTraceParent = (): string => "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

// An API with tokens.
type ClubOptions = Omit<ClientOptions, "apiKey"> & {
  readonly token?: Credential;
  readonly oauth?: OAuthCredential;
};
const security = securitySchemes(
  {
    schemes: { token: { kind: "bearer", option: "token" }, oauth: { kind: "bearer", option: "oauth" } },
    requirement: [{ token: [] }, { oauth: [] }],
  },
  { oauth: oauth2({ tokenUrl: "https://id.club.example/token" }) },
);
export class Club extends ApiClient<ClubOptions> {
  constructor(options: ClubOptions) {
    super({ name: "Club", baseURL: "https://club.example", environment: "CLUB", security }, options);
  }
}
export const session = {
  current: async (_options: object): Promise<{ accessToken: string }> => ({ accessToken: "test" }),
};
export const clientId: string = "an app";
export const clientSecret: string = "its secret";
export const refreshToken: string = "a refresh token";
export const save = (_token: string): void => {};

// Packages with the feature `zod`, and features.
export class Client extends ApiClient {
  constructor(options: ClientOptions) {
    super(api, options);
  }
}
export const checkResponses: Middleware = (next) => next;
export const operationsFile = ({ folder }: PackageModel): GeneratedFile => ({
  kind: "text",
  path: `${folder}/operations.txt`,
  text: "",
});
