// The SDK in four steps. The key comes from COPILOT_API_KEY, and the server's address from COPILOT_BASE_URL if it is set.
import { Copilot, NotFoundError } from "copilot-sdk";

const copilot = new Copilot();

// Create a client in a company.
const company = await copilot.companies.create({ name: "Ridge & Vale Studio" });
const client = await copilot.clients.create({
  givenName: "Ada",
  familyName: "Okafor",
  email: "ada@ridgeandvale.example",
  companyIds: [company.id],
});
console.log(`Created ${client.givenName} ${client.familyName} in ${company.name}.`);

// List every client: the loop fetches the next page when it needs one.
const clients = [];
for await (const each of copilot.clients.list({ limit: 20 })) clients.push(each);
console.log(`Listed ${clients.length} clients, 20 to a page, in one loop.`);

// Errors have classes.
try {
  await copilot.clients.retrieve("00000000-0000-0000-0000-000000000000");
} catch (error) {
  if (!(error instanceof NotFoundError)) throw error;
  console.log(`Caught a ${error.name}: ${error.message}`);
}

// Send 60 calls at once: the SDK paces them to what the API allows, so that none fails.
const start = performance.now();
const calls = Array.from({ length: 60 }, () => copilot.clients.retrieve(client.id));
const outcomes = await Promise.allSettled(calls);
const failed = outcomes.filter((outcome) => outcome.status === "rejected").length;
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`Sent 60 calls at once: ${60 - failed} responses in ${seconds} seconds, ${failed} failures.`);
