import { Copilot, NotFoundError } from "copilot-sdk";

async function main(): Promise<void> {
  const copilot = new Copilot();
  const { data } = await copilot.clients.list({ limit: 3 });
  const error: unknown = await copilot.clients
    .retrieve("00000000-0000-0000-0000-000000000000")
    .catch((reason: unknown) => reason);
  console.log(data.length, error instanceof NotFoundError);
}

void main();
