import { Copilot, isKnown, NotFoundError, TaskStatus } from "copilot-sdk";
import { sessionKey } from "copilot-sdk/session";

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

test("values and types of subpaths load", async () => {
  const [task] = await copilot.tasks.list().toArray({ limit: 1 });
  expect(isKnown(TaskStatus, task?.status)).toBe(true);
  expect(sessionKey).toBeInstanceOf(Function);
});
