// A separate process: a server that responds to every request immediately, with 1 kB of JSON.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { messagesOfParent, sendToParent } from "../parent.ts";

/** Message from the server: its URL. */
export interface Listening {
  readonly url: string;
}

const client = {
  id: "42",
  object: "client",
  givenName: "Ada",
  familyName: "Martin",
  email: "ada@acme.example",
  companyIds: ["7"],
  status: "active",
  customFields: { about: "x".repeat(850) },
};
const body = Buffer.from(JSON.stringify(client));
const headers = { "content-type": "application/json", "content-length": body.length };

const server = createServer({ keepAliveTimeout: 600_000 }, (_request, response) => {
  response.writeHead(200, headers).end(body);
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  sendToParent({ url: `http://127.0.0.1:${port}` } satisfies Listening);
});

// No messages are expected. This ends the process with its parent.
for await (const _message of messagesOfParent());
