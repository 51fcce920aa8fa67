// Copies the clients, companies, tasks and invoices of a workspace into SQLite. Run it once a night.
import { parseArgs } from "node:util";
import { Copilot } from "copilot-sdk";
import { Replica } from "./replica.ts";
import { type Lists, syncAll } from "./sync.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const copilot = new Copilot(); // reads COPILOT_API_KEY
const lists: Lists = {
  companies: (cursor) => copilot.companies.list({ nextToken: cursor }),
  clients: (cursor) => copilot.clients.list({ nextToken: cursor }),
  tasks: (cursor) => copilot.tasks.list({ nextToken: cursor }),
  invoices: (cursor) => copilot.invoices.list({ nextToken: cursor }),
};

const replica = new Replica(positionals[0] ?? "workspace.db");
try {
  for await (const { name, stored, deleted } of syncAll(replica, lists)) {
    console.log(`${name}: ${stored} stored, ${deleted} deleted`);
  }
} finally {
  replica.close();
}
