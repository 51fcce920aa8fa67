import { APIPromise, type Client, type ClientPage, type Clients, PagePromise } from "copilot-sdk";
import { expect, test } from "vitest";

const ada = {
  id: "9b1f0a4e-3c7d-4e52-a8f6-1d2b3c4e5f60",
  object: "client",
  createdAt: "2026-01-31T12:00:00Z",
  givenName: "Ada",
  familyName: "Martin",
  email: "ada@acme.example",
  companyId: "6e1f3c52-8a0d-4b7e-9c35-2f4d1b7a9e10",
  status: "active",
} as Client;

/** Code under test that declares the methods of the client that it needs. */
async function greet(clients: Pick<Clients, "list" | "retrieve">, id: string): Promise<string> {
  const client = await clients.retrieve(id);
  let others = -1;
  for await (const _other of clients.list()) others++;
  return `${client.givenName} and ${others} others`;
}

test("code that needs some methods of a resource can be tested with an object with these methods", async () => {
  const clients: Pick<Clients, "list" | "retrieve"> = {
    list: () => PagePromise.fromItems<Client, ClientPage>([ada, ada, ada]),
    retrieve: () => APIPromise.fromResult(ada),
  };
  expect(await greet(clients, ada.id)).toBe("Ada and 2 others");
});

test("fake lists have one page, and fake results have a response", async () => {
  const page = await PagePromise.fromItems<Client, ClientPage>([ada]);
  expect(page.data).toEqual([ada]);
  expect(page.hasNextPage()).toBe(false);
  expect(page.nextToken).toBeUndefined();
  const { data, response } = await APIPromise.fromResult(ada).withResponse();
  expect([data, response.status]).toEqual([ada, 200]);
});
