const { Copilot, NotFoundError } = require("copilot-sdk");
const { WebhookError } = require("@copilot-sdk/webhooks");

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

test("subpaths load", () => {
  expect(require("copilot-sdk/session").sessionKey).toBeInstanceOf(Function);
  expect(require("@copilot-sdk/runtime/quota-file").fileQuotaStore).toBeInstanceOf(Function);
  expect(WebhookError).toBeInstanceOf(Function);
});
