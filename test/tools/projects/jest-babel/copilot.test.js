import { Copilot, NotFoundError } from "copilot-sdk";

const copilot = new Copilot();

test("lists clients", async () => {
  const { data } = await copilot.clients.list({ limit: 3 });
  expect(data).toHaveLength(3);
});

test("errors are of the classes that the package exports", async () => {
  await expect(copilot.clients.retrieve("00000000-0000-0000-0000-000000000000")).rejects.toBeInstanceOf(
    NotFoundError,
  );
});
